"""Journals of the field, found by what a DOI says: publishers put a journal's code into it.

Each row is the beginning of a DOI (after "10.", lower case) and the journal's name. SAGE's older DOIs begin with the
first seven digits of the ISSN, Emerald's and MDPI's with a code, Elsevier's with "j." and a short name.
"""

from __future__ import annotations

from typing import Final

EMERALD: Final = {
    "apjml": "Asia Pacific Journal of Marketing and Logistics",
    "bjm": "Baltic Journal of Management",
    "ejm": "European Journal of Marketing",
    "ijbm": "International Journal of Bank Marketing",
    "ijchm": "International Journal of Contemporary Hospitality Management",
    "ijopm": "International Journal of Operations & Production Management",
    "ijqss": "International Journal of Quality and Service Sciences",
    "ijrdm": "International Journal of Retail & Distribution Management",
    "imds": "Industrial Management & Data Systems",
    "imr": "International Marketing Review",
    "intr": "Internet Research",
    "itp": "Information Technology & People",
    "jbim": "Journal of Business & Industrial Marketing",
    "jcm": "Journal of Consumer Marketing",
    "jfmm": "Journal of Fashion Marketing and Management",
    "jhtt": "Journal of Hospitality and Tourism Technology",
    "jima": "Journal of Islamic Marketing",
    "josm": "Journal of Service Management",
    "jpbm": "Journal of Product & Brand Management",
    "jrim": "Journal of Research in Interactive Marketing",
    "jsm": "Journal of Services Marketing",
    "jstp": "Journal of Service Theory and Practice",
    "k": "Kybernetes",
    "md": "Management Decision",
    "mip": "Marketing Intelligence & Planning",
    "mrr": "Management Research Review",
    "msq": "Managing Service Quality",
    "qmr": "Qualitative Market Research",
    "scm": "Supply Chain Management",
    "sjme": "Spanish Journal of Marketing - ESIC",
    "tqm": "The TQM Journal",
    "tr": "Tourism Review",
    "yc": "Young Consumers",
}
MDPI: Final = {
    "admsci": "Administrative Sciences",
    "app": "Applied Sciences",
    "bdcc": "Big Data and Cognitive Computing",
    "bs": "Behavioral Sciences",
    "economies": "Economies",
    "educsci": "Education Sciences",
    "ejihpe": "European Journal of Investigation in Health, Psychology and Education",
    "fi": "Future Internet",
    "foods": "Foods",
    "healthcare": "Healthcare",
    "ijerph": "International Journal of Environmental Research and Public Health",
    "info": "Information",
    "informatics": "Informatics",
    "joitmc": "Journal of Open Innovation: Technology, Market, and Complexity",
    "jrfm": "Journal of Risk and Financial Management",
    "jtaer": "Journal of Theoretical and Applied Electronic Commerce Research",
    "logistics": "Logistics",
    "mti": "Multimodal Technologies and Interaction",
    "socsci": "Social Sciences",
    "su": "Sustainability",
    "systems": "Systems",
    "tourhosp": "Tourism and Hospitality",
}
ELSEVIER: Final = {
    "annals": "Annals of Tourism Research",
    "ausmj": "Australasian Marketing Journal",
    "chb": "Computers in Human Behavior",
    "ecolecon": "Ecological Economics",
    "emj": "European Management Journal",
    "ijhm": "International Journal of Hospitality Management",
    "ijinfomgt": "International Journal of Information Management",
    "ijresmar": "International Journal of Research in Marketing",
    "im": "Information & Management",
    "indmarman": "Industrial Marketing Management",
    "intmar": "Journal of Interactive Marketing",
    "jbusres": "Journal of Business Research",
    "jcps": "Journal of Consumer Psychology",
    "jdmm": "Journal of Destination Marketing & Management",
    "jhtm": "Journal of Hospitality and Tourism Management",
    "jretai": "Journal of Retailing",
    "jretconser": "Journal of Retailing and Consumer Services",
    "lrp": "Long Range Planning",
    "respol": "Research Policy",
    "techfore": "Technological Forecasting and Social Change",
    "technovation": "Technovation",
    "tourman": "Tourism Management",
}
# First seven digits of the ISSN.
SAGE: Final = {
    "0022242": "Journal of Marketing",
    "0022243": "Journal of Marketing Research",
    "0047287": "Journal of Travel Research",
    "0092070": "Journal of the Academy of Marketing Science",
    "0149206": "Journal of Management",
    "0276146": "Journal of Macromarketing",
    "1069031": "Journal of International Marketing",
    "1094670": "Journal of Service Research",
    "1096348": "Journal of Hospitality & Tourism Research",
    "1470593": "Marketing Theory",
    "1470785": "International Journal of Market Research",
}
OTHERS: Final = {
    "1002/cb.": "Journal of Consumer Behaviour",
    "1002/mar.": "Psychology & Marketing",
    "1002/smj.": "Strategic Management Journal",
    "1007/s10551": "Journal of Business Ethics",
    "1007/s11002": "Marketing Letters",
    "1007/s11628": "Service Business",
    "1007/s11747": "Journal of the Academy of Marketing Science",
    "1007/s12525": "Electronic Markets",
    "1007/s13162": "AMS Review",
    "1080/02642069": "The Service Industries Journal",
    "1080/0267257x": "Journal of Marketing Management",
    "1080/0965254x": "Journal of Strategic Marketing",
    "1080/10548408": "Journal of Travel & Tourism Marketing",
    "1080/10696679": "Journal of Marketing Theory and Practice",
    "1080/13683500": "Current Issues in Tourism",
    "1080/15332667": "Journal of Relationship Marketing",
    "1080/15332861": "Journal of Internet Commerce",
    "1080/19368623": "Journal of Hospitality Marketing & Management",
    "1111/ijcs.": "International Journal of Consumer Studies",
    "1111/joms.": "Journal of Management Studies",
    "1111/jpim.": "Journal of Product Innovation Management",
    "1186/s40852": "Journal of Open Innovation: Technology, Market, and Complexity",
    "1287/isre.": "Information Systems Research",
    "1287/mksc.": "Marketing Science",
    "1287/mnsc.": "Management Science",
    "1287/orsc.": "Organization Science",
    "1287/serv.": "Service Science",
    "1509/jm.": "Journal of Marketing",
    "1509/jmkg.": "Journal of Marketing",
    "1509/jmr.": "Journal of Marketing Research",
    "2753/mtp1069-6679": "Journal of Marketing Theory and Practice",
}


def journal_of(doi: str) -> str | None:
    """The journal that a DOI names, or None."""
    plain = doi.lower().removeprefix("10.")
    publisher, _, rest = plain.partition("/")
    if publisher == "1108":
        return EMERALD.get(rest.partition("-")[0]) if "-" in rest else None
    if publisher == "3390":
        return MDPI.get(rest.rstrip("0123456789"))
    if publisher == "1016" and rest.startswith("j."):
        return ELSEVIER.get(rest.split(".")[1])
    if publisher == "1177":
        return SAGE.get(rest[:7])
    return next((name for begin, name in OTHERS.items() if plain.startswith(begin)), None)
