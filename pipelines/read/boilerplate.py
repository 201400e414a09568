"""Lines that belong to a web page or a submission system, not to what somebody wrote.

Cues are whole lines: a sentence that mentions cookies stays. Each table is data, sorted; a cue is matched without case
and white space around it.
"""

from __future__ import annotations

import re

# Words of a line that stands alone on a publisher's, repository's or magazine's page.
LINES = (
    r"\(?opens in (?:a )?new (?:tab|window)\)?",
    r"(?:abstract )?views?|downloads? statistics|metrics(?: details)?",
    r"(?:about|contact|follow|join|meet) (?:us|the team)",
    r"(?:accept|reject|manage|allow) (?:all |only necessary )?(?:cookies?|preferences)?",
    (
        r"(?:article|chapter|book)?\s*(?:(?:pubmed|pubmed central|cas|ads|mathscinet|math|"
        r"web of science)\s*)*google ?scholar"
    ),
    (
        r"(?:back|go|jump|return|scroll|skip) to (?:main |primary |secondary |the )?(?:content|footer|header|"
        r"navigation|search|sidebar|top)\w*"
    ),
    r"(?:buy|get|rent|purchase) (?:this )?(?:article|access|pdf|print|subscription).{0,30}",
    (
        r"(?:cite|share|export|print|save|email|view|download|see) (?:this|the|as|citation|article|full[- ]text|pdf|"
        r"references|pdf downloads)?\s?(?:article|paper|publication|page|chapter|pdf|citations?|references|metrics|"
        r"related)?"
    ),
    r"(?:click|tap) (?:here|below).{0,40}",
    (
        r"(?:cookie|privacy|terms|legal|accessibility|copyright) (?:policy|settings|preferences|notice|statement|"
        r"of use|and conditions|& conditions|banner)"
    ),
    r"(?:enter|type) your email(?: address)?.{0,60}",
    (
        r"(?:facebook|twitter|linkedin|instagram|pinterest|reddit|youtube|whatsapp|email|x)(?:\s*[|"
        r",/·]?\s*(?:facebook|twitter|linkedin|instagram|pinterest|reddit|youtube|whatsapp|email))*"
    ),
    (
        r"(?:get|request) (?:permissions?|rights)|permissions(?: icon)?(?: permissions)?|reprints and permissions|"
        r"rights and permissions"
    ),
    r"(?:learn|read|show|see|view|load) (?:more|less|all|full|next)(?: »| →|\.\.\.|…)?(?:\s+free trial)?",
    r"(?:leave|post|add|write) a (?:comment|reply)",
    r"(?:log|sign) ?(?:in|up|out|on)(?: (?:or|to|via|with|through).{0,60})?",
    (
        r"(?:manuscript )?submission (?:system|site)|scholarone(?:™|\(tm\))?(?: manuscripts)?(?:™)?|editorial manager|"
        r"for peer review(?: only)?"
    ),
    r"(?:more|you (?:may|might)) (?:like this|also like|also be interested in)",
    r"(?:next|previous|prev) (?:article|chapter|issue|page|post)?",
    r"(?:no|page) (?:description|information) (?:available|is available)(?: for this page)?\.?",
    (
        r"(?:please )?(?:type )?(?:the )?(?:search|search\.\.\.|search for:?|search (?:menu|library|this site|"
        r"website)|close search|open search)"
    ),
    (
        r"(?:recommended|related|similar|trending|popular|latest) (?:articles?|content|posts?|stories|topics|reading|"
        r"resources|items)"
    ),
    r"(?:skip|toggle|close|open|main|primary|mobile|site|user|footer) (?:navigation|menu|nav)",
    r"(?:subscribe|register|join)(?: now| today| here)?(?: to .{0,60})?",
    (
        r"\d[\d,.]* (?:accesses|altmetric|citations?(?: \(scopus\))?|comments?|downloads?(?: \(pure\))?|reads?|shares|"
        r"views?)"
    ),
    r"advertise?ments?(?: continues? below)?|sponsored(?: content)?|promoted",
    r"all rights reserved\.?",
    r"(?:shopping )?cart|basket|partner center|comments?",
    r"please share your general feedback|all feedback is valuable\.?",
    r"to read this content please select one of the options below:?|report an issue or find answers.{0,60}",
    r"contact customer support|sorry, a shareable link is not currently available.{0,40}|"
    r"anyone you share the following link with.{0,60}|provided by the springer nature.{0,60}",
    (
        r"(?:(?:procedia|apa|bibtex|chicago|endnote|harvard|json|mla|ris|xml|iso 690|vancouver|refworks|standard|"
        r"author|pdf)\s*[|,/·]?\s*){3,}(?:downloads?\s*\d*)?"
    ),
    r"(?:cite this|standard|cite|fingerprint|coins|manuscripts?|research output)",
    r"fingerprint dive into the research topics of .{3,300}",
    r"copyright(?: ©| \(c\))? \d{4}.{0,120}|©\s*(?:copyright )?\d{4}.{0,120}",
    r"download (?:citation|references|pdf|full[- ]text|article|chapter).{0,20}",
    r"issn\s*[\d-]{4,}x?\s*\(?(?:online|print)?\)?|online issn.{0,20}|print issn.{0,20}",
    r"please (?:enable|turn on) javascript.{0,120}",
    r"please insert (?:table|figure|exhibit|appendix)s?\s*[\divx]+\s*(?:about |around |near )?here",
    (
        r"\W*(?:insert|place) (?:table|figure|exhibit|appendix)s?\s*[\divx]+(?: and [\divx]+)?\s*(?:about |around |"
        r"near )?here\W*"
    ),
    r"share(?: on| via| this)?(?: (?:article|facebook|twitter|linkedin|email|post|page))?|share to .{0,30}",
    (
        r"this (?:document|article|feature|pdf|content|page|item) is (?:currently )?(?:not available here|"
        r"available to (?:subscribers|registered).{0,40}|only available.{0,60})\.?"
    ),
    r"this (?:site|website|page) uses cookies.{0,200}",
    r"we use cookies.{0,300}",
    r"the views and opinions expressed (?:in|on) .{10,250}",
    r"you (?:can also search for|must be logged in|do not currently have access|will only see).{0,120}",
)
LINE = re.compile("|".join(f"(?:{line})" for line in LINES), re.IGNORECASE)
LICENCE = re.compile(
    r"^\W*(?:copyright and moral rights|please note that where the full-text|"
    r"if you believe that this document breaches|"
    r"(?:general|user) rights\b|takedown policy|citing this paper|the publisher's definitive version|"
    r"this is an open access article (?:distributed )?under|open access this (?:article|"
    r"chapter) is (?:distributed|licensed)|"
    r"reproduced with permission|further reproduction prohibited|downloaded (?:from|by)\b|"
    r"access to this document was granted|"
    r"the user has requested enhancement|all content following this page was uploaded|"
    r"see discussions, stats, and author profiles|"
    r"this article is (?:available|licensed) (?:from|under)|creative commons|licensee\b|"
    r"for more information about this)",
    re.IGNORECASE,
)


def is_boilerplate(line: str) -> bool:
    """Whether the whole line is a cue of a page around the text."""
    plain = " ".join(line.split()).strip("•·*-–—|> ")
    return bool(plain) and len(plain) < 320 and LINE.fullmatch(plain) is not None


def is_licence(line: str) -> bool:
    """Whether a line tells of rights, licences and downloads: kept, but no part of what the paper says."""
    return LICENCE.match(line) is not None


# Lines that stand at the beginning or the end of a web page: after them another page may begin.
PARTING = re.compile(
    r"(?:skip|go|jump) to (?:main |primary )?(?:content|navigation)\b.*|search menu|cart|partner center|"
    r"(?:leave|add|post) a comment|you must be logged in\b.*|copyright\b.*\d{4}.*|©\s*(?:copyright )?\d{4}.*|"
    r"this (?:feature|pdf) is available to\b.*|to read this content please select\b.*|"
    r"all rights reserved\.?|comments?",
    re.IGNORECASE,
)


def is_parting(line: str) -> bool:
    """Whether the line is one that begins or ends a web page."""
    return PARTING.fullmatch(" ".join(line.split()).strip("•·*-–—|> ")) is not None
