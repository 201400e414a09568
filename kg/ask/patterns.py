"""The questions that are understood: forms of words, and the named queries that answer them.

A form is a regular expression over the whole question, with macros (``<CAUSES>``, in ``words.py``) and slots
(``{construct}``). Behind it stand the queries to ask, one after another until one has rows; ``construct=$effect``
gives the parameter the slot's words. Forms are tried in order, so the special stand before the general.
"""

from __future__ import annotations

import dataclasses
import functools
import re

from kg.ask.words import expand

PAIR = r"(?:of|from) {cause} (?:on|upon|to|for|in) {effect}"
BETWEEN = r"(?:between|of) {cause} and {effect}"
EVIDENCE = "evidence cause=$cause effect=$effect"
BOTH_WAYS = "evidence cause=$cause effect=$effect either=true"
MEDIATORS = "mediators cause=$cause effect=$effect"
MODERATORS = "moderators cause=$cause effect=$effect"
SIZES = "effect-sizes cause=$cause effect=$effect"
BEFORE = "antecedents construct=$construct"
AFTER = "outcomes construct=$construct"
DEFINITIONS = "definitions construct=$construct"

MODERATION = (
    (rf"<THINGS><SAID> (?:<MODERATES>|<RAISES>|<LOWERS>|<CAUSES>) (?:the )?(?:<EFFECT>|<LINK>) {PAIR}", MODERATORS),
    (rf"<THINGS><SAID> (?:<MODERATES>|<RAISES>|<LOWERS>|<CAUSES>) (?:the )?<LINK> {BETWEEN}", MODERATORS),
    (rf"(?:on what|what) <DOES> (?:the )?<EFFECT> {PAIR} depend(?: on)?", MODERATORS),
    (r"(?:what|which) <EFFECT> <DOES> {construct} (?:moderate|strengthen|weaken)", "moderators construct=$construct"),
    (rf"<DOES> {{construct}} moderate (?:the )?(?:<EFFECT>|<LINK>) {PAIR}", f"{MODERATORS} construct=$construct"),
    (rf"<DOES> {{construct}} moderate (?:the )?<LINK> {BETWEEN}", f"{MODERATORS} construct=$construct"),
    (r"what <DOES> {construct} moderate", "moderators construct=$construct"),
    (rf"<SHOW>(?:the )?(?:moderators?|boundary conditions?) of (?:the )?(?:<EFFECT>|<LINK>) {PAIR}", MODERATORS),
    (rf"<SHOW>(?:the )?(?:moderators?|boundary conditions?) of (?:the )?<LINK> {BETWEEN}", MODERATORS),
    (r"<SHOW>(?:the )?(?:moderators?|boundary conditions?) of {construct}", "moderators construct=$construct"),
    (r"<THINGS><SAID> moderates? {construct}", "moderators construct=$construct"),
    (r"(?:when|where|for whom|(?:under|in) (?:what|which) (?:conditions?|circumstances|contexts?|cases))"
     r" <DOES> {cause} <CAUSES> {effect}", MODERATORS),
)  # fmt: skip
MEDIATION = (
    (rf"<THINGS><SAID> <MEDIATES> (?:the )?(?:<EFFECT>|<LINK>) {PAIR}", MEDIATORS),
    (rf"<THINGS><SAID> <MEDIATES> (?:the )?<LINK> {BETWEEN}", MEDIATORS),
    (rf"<THINGS><SAID> mediates? {BETWEEN}", MEDIATORS),
    (r"<THINGS> (?:links?|connects?|ties?) {cause} (?:to|and|with) {effect}", MEDIATORS),
    (rf"<DOES> {{construct}} mediate (?:the )?(?:<EFFECT>|<LINK>) {PAIR}", f"{MEDIATORS} construct=$construct"),
    (rf"<DOES> {{construct}} mediate (?:the )?<LINK> {BETWEEN}", f"{MEDIATORS} construct=$construct"),
    (r"what <DOES> {construct} mediate", "mediators construct=$construct"),
    (rf"<SHOW>(?:the )?(?:mediators?|mechanisms?) (?:of|behind) (?:the )?(?:<EFFECT>|<LINK>) {PAIR}", MEDIATORS),
    (rf"<SHOW>(?:the )?(?:mediators?|mechanisms?) (?:of |behind )?(?:the <LINK> )?{BETWEEN}", MEDIATORS),
    (r"<SHOW>(?:the )?mediators? of {construct}", "mediators construct=$construct"),
    (r"<THINGS><SAID> mediates? {construct}", "mediators construct=$construct"),
    (r"(?:through|via|by|by virtue of|by way of|by means of) (?:what|which)(?: means| mechanisms?| process(?:es)?)?"
     r" <DOES> {cause} <CAUSES> {effect}", MEDIATORS),
    (r"(?:how|why) <DOES> {cause} <CAUSES> {effect}", MEDIATORS, EVIDENCE),
)  # fmt: skip
PAIRS = (
    (rf"how (?:strong|large|big|great) (?:is|are) (?:the )?(?:<EFFECT>|<LINK>) {PAIR}",
     SIZES, EVIDENCE),
    (rf"how (?:strong|large|big|great) (?:is|are) (?:the )?<LINK> {BETWEEN}",
     SIZES, EVIDENCE),
    (r"(?:how (?:strongly|much)|to (?:what|which) (?:extent|degree)) <DOES> {cause} <CAUSES> {effect}",
     SIZES, EVIDENCE),
    (rf"<SHOW>(?:the )?effect sizes? {PAIR}", SIZES, EVIDENCE),
    (r"<LIST>effect sizes? (?:of|for|about|on|are there for) {construct}",
     "effect-sizes construct=$construct"),
    (rf"<SHOW>(?:the )?(?:evidence|support) (?:for|on|about) (?:the |an? )?(?:<EFFECT>|<LINK>) {PAIR}", EVIDENCE),
    (rf"<SHOW>(?:the )?(?:evidence|support) (?:for|on|about) (?:the |an? )?<LINK> {BETWEEN}", BOTH_WAYS),
    (r"(?:what is the |what |is there (?:any )?|which )evidence (?:is there |exists )?that {cause} <CAUSES> {effect}",
     EVIDENCE),
    (r"(?:what|which) roles? <DOES> {cause} (?:play|have) (?:in|for) {effect}", EVIDENCE),
    (r"how (?:important|relevant|good|bad) (?:is|are) {cause} (?:for|to) {effect}", EVIDENCE),
    (r"<DOES> {cause} <CAUSES> {effect} or <CAUSES> (?:it|them)", EVIDENCE),
    (r"(?:is|are) {cause} (?:an? |the )?<CAUSE> (?:of|for) {effect}", EVIDENCE),
    (r"(?:is|are) {effect} (?:an? |the )?<OUTCOME> of {cause}", EVIDENCE),
    (rf"(?:what|which) (?:evidence|findings?|results?) supports? (?:the |an? )?(?:<EFFECT>|<LINK>) {PAIR}", EVIDENCE),
    (rf"(?:what|which) (?:evidence|findings?|results?) supports? (?:the |an? )?<LINK> {BETWEEN}", BOTH_WAYS),
    (r"(?:who|which <PAPERS>) (?:says?|claims?|finds?|found|argues?|shows?) that {cause} <CAUSES> {effect}", EVIDENCE),
    (r"is it (?:true|known|shown) that {cause} <CAUSES> {effect}", EVIDENCE),
    (rf"(?:is|are) there (?:an? )?(?:<EFFECT>|<LINK>) {PAIR}", EVIDENCE),
    (rf"(?:is|are) there (?:an? )?<LINK> {BETWEEN}", BOTH_WAYS),
    (r"(?:what|which) <EFFECT> <DOES> {cause} have (?:on|upon) {effect}", EVIDENCE),
    (rf"what <DOES> <PAPERS> (?:say|report|find|know) about (?:the )?(?:<EFFECT>|<LINK>) {PAIR}", EVIDENCE),
    (rf"what <DOES> <PAPERS> (?:say|report|find|know) about (?:the )?<LINK> {BETWEEN}", BOTH_WAYS),
    (rf"what is (?:known|said|reported) about (?:the )?(?:<EFFECT>|<LINK>) {PAIR}", EVIDENCE),
    (rf"what is (?:known|said|reported) about (?:the )?<LINK> {BETWEEN}", BOTH_WAYS),
    (rf"<SHOW>(?:the )?<EFFECT> {PAIR}", EVIDENCE),
    (rf"(?:<SHOW>|how is )(?:the )?<LINK> {BETWEEN}", BOTH_WAYS),
    (r"(?:is|are|how is|how are) {cause} (?:positively |negatively )?(?:related|linked|connected|associated)"
     r" (?:to|with) {effect}", BOTH_WAYS),
    (r"(?:how )?(?:is|are|do|does) {cause} and {effect} (?:related|linked|connected|associated|relate|correlate)",
     BOTH_WAYS),
    (r"<DOES> {cause} (?:relate to|correlate with) {effect}", BOTH_WAYS),
    (r"(?:is|are) {cause} (?:good|bad|important|beneficial|harmful|necessary|needed) (?:for|to) {effect}", EVIDENCE),
    (r"(?:is|are) {effect} <CAUSED> by {cause}", EVIDENCE),
    (r"(?:which|what) <PAPERS> (?:study|examine|test|investigate|discuss) {cause} and {effect}(?: together)?",
     BOTH_WAYS),
    (r"(?:<SHOW>)?(?:the )?(?:paths?|routes?|chains?) from {cause} to {effect}", "paths from=$cause to=$effect"),
    (r"how (?:does one|do you|can one|can we|do we) get from {cause} to {effect}", "paths from=$cause to=$effect"),
    (r"<DOES> {cause} <CAUSES> {effect}", EVIDENCE),
    (r"{cause} (?:->|→|=>|-->) {effect}", EVIDENCE),
)  # fmt: skip
DEFINING = (
    (r"how (?:has|have|did) (?:the )?(?:definitions?|meaning) of {construct} (?:changed?|develop(?:ed)?|evolved?)"
     r"(?: over time| through time| over the years)?", "definitions-over-time construct=$construct"),
    (r"<SHOW>(?:the )?(?:history of the definitions?|history|definitions?) of {construct} (?:over|through) time",
     "definitions-over-time construct=$construct"),
    (r"<SHOW>(?:the )?history of (?:the )?definitions? of {construct}", "definitions-over-time construct=$construct"),
    (r"whose definitions? of {construct} (?:is|are) (?:used|cited|followed)(?: most)?",
     "definition-sources construct=$construct"),
    (r"(?:which|what) (?:works?|papers?|sources?) (?:is|are) cited for (?:the )?definitions? of {construct}",
     "definition-sources construct=$construct"),
    (r"how <DOES> {reference} define {construct}", "definitions construct=$construct"),
    (r"what <DOES> {reference} mean by {construct}", "definitions construct=$construct"),
    (r"how (?:<DOES> <PAPERS> )?define {construct}", DEFINITIONS),
    (r"how (?:<IS>|should|can) {construct} (?:be )?(?:defined|understood|conceptuali[sz]ed)", DEFINITIONS),
    (r"(?:who|which (?:papers?|authors?|works?)) (?:has |have )?(?:first )?(?:defines?|defined) {construct}",
     DEFINITIONS),
    (r"how <DOES> <PAPERS> (?:conceptuali[sz]e|describe|understand|see) {construct}", DEFINITIONS),
    (r"what <DOES> (?:<PAPERS>|we|one) mean by {construct}", DEFINITIONS),
    (r"explain (?:to me )?(?:what )?{construct}(?: is| are| means?)?", DEFINITIONS),
    (r"what <DOES> {construct} mean", DEFINITIONS),
    (r"what is meant by {construct}", DEFINITIONS),
    (r"(?:<SHOW>)?(?:an? |the |all |any )?(?:definitions?|meaning) (?:of|for) {construct}", DEFINITIONS),
    (r"(?:please )?define {construct}", DEFINITIONS),
)  # fmt: skip
DISAGREEING = (
    (r"in (?:which|what) contexts? <DOES> (?:the )?<PAPERS> (?:disagree|differ) (?:about|on|over) {construct}",
     "disagreements construct=$construct"),
    (r"(?:on what|where|how|about what|do) (?:do )?<PAPERS> "
     r"(?:disagree|contradict(?: each other| one another)?|differ|conflict)"
     r"(?: (?:about|on|over|as regards|regarding|with regard to|concerning) {construct})?",
     "contradictions construct=$construct"),
    (r"(?:which|what) (?:papers?|studies|authors|statements|findings|claims) (?:disagree|differ|conflict|contradict"
     r"(?: each other| one another)?)(?: (?:about|on|over|as regards|regarding|concerning) {construct})?",
     "contradictions construct=$construct"),
    (r"are (?:the )?(?:findings|results|effects|papers) (?:about|on|of|for) {construct} "
     r"(?:consistent|mixed|contradictory)", "contradictions construct=$construct"),
    (r"(?:what|which) (?:findings|results|statements) (?:about|on) {construct} (?:conflict|disagree|contradict"
     r"(?: each other)?|are (?:contradictory|mixed|inconsistent))", "contradictions construct=$construct"),
    (r"(?:<SHOW>|are there |is there )(?:the |any )?(?:contradictions?|disagreements?|conflicts?|conflicting findings|"
     r"contradictory findings|mixed findings)(?: (?:about|on|over|regarding|concerning|around) {construct})?",
     "contradictions construct=$construct"),
    (r"(?:<SHOW>|which )(?:papers have )?(?:metadata conflicts|conflicting metadata|metadata that do not agree)",
     "metadata-conflicts"),
)  # fmt: skip
MEMBERS = (
    (r"(?:<SHOW>|which |what |into which |of which |of what )<NUMBER><PART> (?:of|does|do|make up) {construct}"
     r"(?: (?:have|has|consist(?: of)?|comprise|are there|is there))?", "dimensions construct=$construct"),
    (r"(?:into|of) (?:what|which)(?: <PART>)? <DOES> {construct} (?:consist|break down|divide)",
     "dimensions construct=$construct"),
    (r"what <DOES> {construct} (?:consist of|comprise|include)", "dimensions construct=$construct"),
    (r"(?:what is|what are) {construct} (?:composed of|made (?:up )?of)", "dimensions construct=$construct"),
    (r"<LIST><NUMBER><PART> of {construct} <DOES> {reference} (?:describe|distinguish|identify|list|name|propose)",
     "dimensions construct=$construct"),
    (r"<LIST><NUMBER><TYPE> of {construct} <DOES> {reference} (?:describe|distinguish|identify|list|name|propose)",
     "types construct=$construct"),
    (r"is {construct} (?:multidimensional|multi-dimensional|unidimensional)", "dimensions construct=$construct"),
    (r"what (?:makes up|constitutes) {construct}", "dimensions construct=$construct"),
    (r"<LIST><NUMBER><TYPE> of {construct}(?: (?:are|is|have been) (?:there|distinguished|known|"
     r"described|proposed|identified)(?: by .+)?)?", "types construct=$construct"),
    (r"(?:which|what) <NUMBER>(?:<TYPE> of )?{construct} are there", "types construct=$construct"),
    (r"(?:what|which) <NUMBER><TYPE> <DOES> {construct} (?:take|have)", "types construct=$construct"),
    (r"(?:into what|how) (?:is|are) {construct} (?:classified|divided|categori[sz]ed)", "types construct=$construct"),
    (r"what (?:is|are) (?:an? )?<TYPE> of {construct}", "types construct=$construct"),
)  # fmt: skip
ABOUT = r"(?: (?:about|on|of|for|with|concerning|regarding|involving) {construct})?"
OF_PAPER = r"(?: (?:of|in|from|by) {reference})?"
MADE = r"(?: (?:were|was|are|have been|exist)(?: (?:there|made|proposed|put forward|stated|developed|tested))?)?"
REFUTED = r"(?:not (?:\w+ )?(?:supported|confirmed|accepted)|rejected|refuted|unsupported|disconfirmed)"
PARTLY = r"(?:(?:only )?(?:partially|partly) (?:supported|confirmed)|supported (?:only )?(?:in part|partly))"
HYPOTHESES = (
    (rf"<LIST>hypothes[ei]s{ABOUT} (?:were|was|are|is|have been) {REFUTED}",
     "hypotheses construct=$construct status=not_supported"),
    (rf"<LIST>hypothes[ei]s{ABOUT} (?:were|was|are|is|have been) {PARTLY}",
     "hypotheses construct=$construct status=partially_supported"),
    (rf"<LIST>hypothes[ei]s{ABOUT} (?:were|was|are|is|have been) (?:supported|confirmed|accepted)",
     "hypotheses construct=$construct status=supported"),
    (rf"<SHOW>(?:the )?(?:rejected|unsupported|refuted|not supported) hypothes[ei]s{ABOUT}",
     "hypotheses construct=$construct status=not_supported"),
    (rf"<SHOW>(?:the )?(?:supported|confirmed) hypothes[ei]s{ABOUT}",
     "hypotheses construct=$construct status=supported"),
    (r"how many hypotheses (?:were|was|are) (?:supported|confirmed|rejected|not supported)", "status-counts"),
    (r"(?:<IS> |what (?:does|is) |show |why <IS> )?(?:hypothesis )?(?P<number>h ?\d+(?:\.\d+)?[a-z]?)"
     r"(?: (?:say|state|(?:not )?(?:supported|confirmed|rejected)))?", "hypotheses number=$number"),
    (rf"<LIST>hypothes[ei]s{OF_PAPER}", "hypotheses paper=$reference"),
    (r"(?:which|what) hypothes[ei]s <DOES> {reference} (?:have|test|state|propose)", "hypotheses paper=$reference"),
    (rf"<LIST>hypothes[ei]s{MADE}{ABOUT}",
     "hypotheses construct=$construct"),
    (rf"<LIST>(?:research )?propositions?{OF_PAPER}", "propositions paper=$reference"),
    (rf"<LIST>(?:research )?propositions?{MADE}{ABOUT}",
     "propositions construct=$construct"),
    (r"(?:what|which (?:effects|pairs|hypotheses|relations|relationships))(?: (?:about|on|of|with) {construct})? "
     r"(?:has|have|was|were|is|are) (?:never|not(?: yet)?)(?: been)? tested(?: yet| so far| before)?",
     "untested construct=$construct"),
    (r"(?:<SHOW>|where are |are there )?(?:the |any )?(?:research )?gaps"
     r"(?: (?:about|on|around|in research on) {construct})?",
     "untested construct=$construct"),
    (r"(?:which|what) constructs (?:have|with)(?: antecedents but)? no (?:known )?(?:outcomes|consequences)",
     "without-outcomes"),
)  # fmt: skip
HOLD = "(?:contain|cite|excerpt|list|mention|quote|use)"
PAPERS = (
    (r"what <DOES> {reference} (?:say|report|find|claim|state|show|write)(?: about {construct})?",
     "statements paper=$reference construct=$construct"),
    (r"(?:<SHOW>)?(?:everything|all) (?:that )?{reference} says", "paper paper=$reference"),
    (r"summari[sz]e {reference}", "paper paper=$reference"),
    (r"(?:which|what|with which|with what) <METHODS>(?: and <METHODS>)* (?:<DOES>|<IS>) {reference} "
     r"(?:use|have|used|based on)",      "methods paper=$reference"),
    (r"<LIST><METHODS>(?: and (?:the )?<METHODS>)* (?:of|in|by|from) {reference}", "methods paper=$reference"),
    (r"how (?:large|big) (?:is|was) the sample (?:of|in) {reference}", "methods paper=$reference"),
    (r"how many (?:participants|respondents|people|interviews|cases|customers) <DOES> {reference} "
     r"(?:have|ask|survey|study|interview)", "methods paper=$reference"),
    (r"(?:how|with (?:which|what) <METHODS>(?: and <METHODS>)*) (?:<IS>) {construct} (?:studied|measured|investigated|"
     r"examined)", "methods construct=$construct"),
    (r"(?:which|what) (?:papers?|studies) (?:use|uses|used|rely on|are based on) (?:an? |the )?{words}",
     "methods containing=$words"),
    (r"(?:who|what|which papers?) (?:cites?|cited|refers? to) {reference}", "citations work=$reference"),
    (rf"(?:which|what) (?:papers?|documents?) {HOLD}(?:,?(?: or| and)? {HOLD})* {{reference}}",
     "work work=$reference"),
    (r"(?:who (?:wrote|published)|when was|where was|in (?:which|what) (?:journal|venue|year) (?:was|is)) {reference}"
     r"(?: (?:published|written|printed))?", "work work=$reference"),
    (r"<LIST>(?:title|journal|venue|year|volume|issue|pages|doi)s? of {reference}", "work work=$reference"),
    (r"where is {reference} cited", "work work=$reference"),
    (r"(?:for what|why) is {reference} cited", "work work=$reference"),
    (r"(?:which|what) works? (?:is|are) cited(?: most(?: often)?)?", "citations"),
    (r"(?:<SHOW>|which )(?:the )?most cited works?", "citations"),
    (r"(?:how many |<LIST>)(?:papers?|documents?)(?: (?:are|were|have been)(?: there| read| in the store)*"
     r"| do you (?:have|know))?", "papers"),
    (r"(?:which|what) (?:papers?|studies) (?:are about|study|discuss|mention|deal with|examine) {construct}",
     "statements construct=$construct"),
    (r"(?:how many |<LIST>)constructs(?: are there| do you know)?", "constructs"),
)  # fmt: skip
ANTECEDENTS = (
    (r"<THINGS><SAID> <RAISES> {construct}", f"{BEFORE} sign=+", BEFORE),
    (r"<THINGS><SAID> <LOWERS> {construct}", f"{BEFORE} sign=-", BEFORE),
    (r"<THINGS><SAID> <CAUSES> {construct}", BEFORE),
    (r"(?:what|which)(?: \w+)? (?:is|are|be) (?:needed|necessary|required|important) for {construct}", BEFORE),
    (r"(?:<SHOW>)?(?:the )?(?:ways|how) to <CAUSES> {construct}", BEFORE),
    (r"<LIST><NUMBER><BARRIER> (?:of|to|for|hinder|hinders) {construct}"
     r"(?: (?:are|is) (?:there|known))?", f"{BEFORE} sign=-", BEFORE),
    (r"<LIST><NUMBER><CAUSE> (?:of|for|behind|does|do) {construct}"
     r"(?: (?:have|has|(?:are|is) (?:there|known|discussed|named)))?", BEFORE),
    (r"(?:what|by what|by which factors) (?:is|are|was|were) {construct} <CAUSED>(?: by)?", BEFORE),
    (r"what <DOES> {construct} (?:depend on|arise from|result from|stem from|come from|emerge from)", BEFORE),
    (r"(?:from|on) what <DOES> {construct} (?:depend|arise|result|stem|come|emerge)", BEFORE),
    (r"(?:how|where) <DOES> {construct} (?:arise|emerge|develop|come about|come from)", BEFORE),
    (r"why <DOES> {construct} (?:arise|emerge|occur|happen|increase|decrease)", BEFORE),
    (r"how (?:can|could|do|should) (?:i|one|we|firms?|managers?|you|companies|brands?|it) <CAUSES> {construct}",
     BEFORE),
)  # fmt: skip
OUTCOMES = (
    (r"what (?:follows|results|arises|comes) (?:from|out of) {construct}", AFTER),
    (r"what <DOES> {construct} (?:have|do|bring|<CAUSES>)", AFTER),
    (r"what (?:is|are) {construct} <PUT> to <CAUSES>", AFTER),
    (r"(?:what|which) (?:\w+ )?<OUTCOME> <DOES> {construct} (?:have|bring|produce|entail)", AFTER),
    (r"<LIST><NUMBER><OUTCOME> (?:of|from) {construct}"
     r"(?: (?:are|is) (?:there|known|discussed|reported))?", AFTER),
    (r"(?:what|which (?:constructs|things|variables)) (?:is|are) <CAUSED> by {construct}", AFTER),
    (r"what happens (?:because of|after|due to|as a result of) {construct}", AFTER),
    (r"what (?:follows|happens|results) (?:when|if) {construct} (?:is|are|gets?|becomes?) "
     r"(?:high|higher|strong|stronger|large|larger|great|greater|there|present)", AFTER),
    (r"(?:why|how) (?:is|are) {construct} (?:important|valuable|good|useful|harmful)", AFTER),
    (r"what <DOES> {construct} <LOWERS>", f"{AFTER} sign=-", AFTER),
    (r"(?:what|which)(?: constructs)? (?:is|are) (?:studied|examined|mentioned) (?:together )?with {construct}",
     "studied-together construct=$construct"),
    (r"(?:with what|to what|what|with which constructs) (?:is|are) {construct} (?:associated|linked|related|connected|"
     r"studied(?: together)?)(?: with| to)?", "studied-together construct=$construct"),
    (r"<THINGS> (?:is|are) (?:related|linked|connected|associated) (?:to|with) {construct}",
     "studied-together construct=$construct"),
    (r"<THINGS> (?:correlates?|co-?occurs?|goes together|go together) with {construct}",
     "studied-together construct=$construct"),
    (r"(?:<SHOW>)?(?:the )?chains (?:through|around) {construct}", "chains construct=$construct"),
)  # fmt: skip
GENERAL = (
    (r"what (?:<DOES> <PAPERS> (?:say|report|find|know|write)|is (?:known|said|reported|written)|do we know) "
     r"(?:about|on) {construct}", "statements construct=$construct"),
    (r"<LIST>statements (?:(?:are there )?(?:about|on)|mention) {construct}", "statements construct=$construct"),
    (r"<LIST>findings (?:are there )?(?:about|on) {construct}", "statements kind=finding construct=$construct"),
    (r"<LIST>claims (?:are there )?(?:about|on) {construct}", "statements kind=claim construct=$construct"),
    (r"<LIST>(?:managerial |practical )?(?:advice|implications|recommendations) "
     r"(?:are there )?(?:about|on|for|of) {construct}",
     "statements kind=implication construct=$construct"),
    (r"what (?:should|can|could) (?:managers|firms|companies|brands|we|one) do (?:about|against|with|for) {construct}",
     "statements kind=implication construct=$construct"),
    (rf"<LIST>research questions(?: (?:remain|are|were) (?:open|asked|there|posed))?{ABOUT}",
     "statements kind=research_question construct=$construct"),
    (r"(?:what about|(?:tell|show)(?: me| us)?(?: everything| all| something)? about) {construct}",
     "statements construct=$construct"),
    (r"who (?:studies|studied|researches|writes about|wrote about|discusses) {construct}",
     "statements construct=$construct"),
    (r"{construct} (?:definitions?|meaning)", DEFINITIONS),
    (r"{construct} <CAUSE>", BEFORE),
    (r"{construct} (?:outcomes|consequences|effects)", AFTER),
    (r"{construct} (?:dimensions|components|facets)", "dimensions construct=$construct"),
    (r"{construct} (?:types|kinds|forms)", "types construct=$construct"),
    (r"{construct} mediators", "mediators construct=$construct"),
    (r"{construct} moderators", "moderators construct=$construct"),
    (r"{construct} hypotheses", "hypotheses construct=$construct"),
    (r"(?:what|who) (?:is|are) {construct}", DEFINITIONS),
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Pattern:
    """A form of words and what to ask for it: templates such as ``antecedents construct=$construct sign=+``."""

    expression: re.Pattern[str]
    templates: tuple[str, ...]


@functools.cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns in the order in which they are tried."""
    rooms = (DISAGREEING, MEDIATION, MODERATION, DEFINING, MEMBERS, HYPOTHESES, PAPERS, PAIRS, ANTECEDENTS, OUTCOMES)
    forms = [form for room in (*rooms, GENERAL) for form in room]
    return tuple(
        Pattern(re.compile(expand(form), re.IGNORECASE), templates)
        for form, *rest in forms
        for templates in [tuple(rest)]
    )
