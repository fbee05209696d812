"""Who owns an action: a label, a handle, brackets, an arrow, or the subject of what is to be done."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from simulator.reading.due import due_of
from simulator.reading.filed import FILED, TRACKER, VERBS

NONE = re.compile(
    r"(?i)^\(?(?:-+|n/?a|none|tbd|tbc|unassigned|not (?:yet )?(?:assigned|named|set|known|decided)"
    r"|unknown|\?+|todo|nobody|no one|—|–|\[.*\]|<.*>|_+)?\)?$"
)
GENERIC = re.compile(
    r"(?i)^(?:the|our|my|their|we|us|engineers?|developers?|everyone|everybody|nobody|no one|all|the team|team|someone"
    r"|somebody|anyone|staff|people|users?|it|this|that|they|you|i|there|here|which|who|also"
    r"|and|then|next|what|each|customers?|engineering teams?|everything|nothing|these|those"
    r"|action|actions|assignee|owner|due|status|he|she|done|todo|open|wip|closed|pending|resolved|optional|high|medium"
    r"|low|critical|ongoing|work|tests?|monitoring|alerts?|sometimes|often|always|usually|remember|try|need|plan|how"
    r"|so|we['’]\w+|(?:final |interim |full )?report|your .*"
    r"|.*\.(?:md|py|txt|ya?ml)|all .*|.* (?:directly|automatically)"
    r"|able|real|short|long|near|mid|documented|easier|better|best|not|only|please|maybe|perhaps|later|once|finally|lastly|however|therefore|instead|due|thanks"
    r"|suggested|proposed|planned|recommended|according|prior|similar|hope|continue|ready|free|back|up|down|about|likely|unable|easy|hard"
    r"|(?:feed|machine|system|service|server|script|tool|build|job|page|form|report|list|process|snapshot)s?"
    r"|(?:long|short|near|mid|medium)(?:er)?[ -]term|an? .*|utc|gmt|ce?s?t|[pe][sd]t|[bi]st"
    r"|(?:critical|high|medium|low|top|highest|lowest|urgent)[ -](?:priority|severity|effort|impact|urgency|risk))$"
)
OWNER_LABEL = re.compile(
    r"(?i)(?:\*\*|__)?\b(?:(?:owner|owned by|assignee|assigned to)\b"
    r"|(?:responsible|accountable|in charge)(?=[\s*_]*(?:[:=(-]|is\b))|(?:dri|lead|who)(?=[\s*_]*[:=(])|resp\.?(?=:))"
    r"(?:\*\*|__)?"
    r"\s*(?::|=|is|-)?(?:\*\*|__)?\s*[:(]?\s*@?"
    r"(?!(?:and|or|of|for|who|that|to|in|on|by) )([A-Z@][\w.'@-]*(?: (?:[A-Z][\w.'-]*|team|and|&))*)"
)
_THANKED = (
    r"(?<!thanks to )(?<!kudos to )(?<!credit to )(?<!reported by )(?<!found by )(?<!suggested by )(?<!courtesy of )"
)
"""Behind these stands who helped, and not who has it to do."""
HANDLE = re.compile(
    rf"(?<![\w@/]){_THANKED}@([A-Za-z][\w-]{{1,38}}+)(?![\w.]*\.[a-z]{{2,4}}\b)"
    r"(?! (?:role|channel|group|list|alias|tag)\b)"
)
_PAREN = re.compile(
    r"(?:\(|\[(?=#\d|[A-Z]{2,9}-\d))(?:(?:#\d{1,6}|[A-Z]{2,9}-\d{1,6}|(?:by|due|until) [\w -]{3,20})[,;/] ?){0,2}"
    r"([A-Z][\w.'-]+(?: (?:[A-Z][\w.'-]*|team|squad))?)(?:[,;)\]]| by| due| -| ?/)"
)
_UNIT = (
    r"(?:team|squad|guild|group|desk|crew|unit|office|rota|marketing|reporting|tools|tooling|success|support|operations"
    r"|management|infrastructure|platform|billing|security|engineering|design|data|finance|legal|sales|ops|quality"
    r"|reliability|services|systems|integrations|communications)"
)
"""How the name of a group ends."""
_OFFICE_PAREN = re.compile(
    rf"\(([A-Z][\w&]*(?: [a-z]+)? {_UNIT})(?=\)(?:[.;]|\W*$)|, (?:by|due|till|until|tomorrow|today|next|this|mid|early"
    r"|end|no date|sprint|week|\d|Q\d|[MTWFS]\w{1,2}(?:\w{0,3}day)?\b))"
    r"|\(([A-Z][a-z]+) (?:from|of|in) (?:the )?[A-Z]\w+(?: team)?(?=[,;)])"
    r"|\(([a-z]{3,12}), (?:by|due|tomorrow|tmrw|today|tonight|next|this|end of|mid|early|eo[wmq]|\d|q\d"
    r"|(?:mon|tue|wed|thu|fri)\b)"
)
"""An office of some words at the end, or who sits in one: `(Product marketing)`, `(Ilse from Support, this week)`."""
_DEPARTMENTS = re.compile(
    r"Support|Billing|Sales|Legal|Finance|Engineering|Ops|Operations|CS|SREs?|DBAs?|PR|Comms|Marketing|HR|SecOps"
    r"|DevOps|Procurement|Customer [Ss]uccess|Customer [Ss]upport|Account [Mm]anagement"
)
_DEPARTMENT = re.compile(
    rf"^({_DEPARTMENTS.pattern})(?: team)?(?:: | [-–—] )"
    r"(?=[a-z])(?!(?:the|an?|our|all|no|was|were|is|are|could|had|has|did)\b)"
)
"""A department that heads what it is to do: `Support: tag such tickets`; `Support` is a verb elsewhere."""
_CLOSES = re.compile(
    r"[.;] ([A-Z][\w'-]*(?: [A-Za-z][\w'-]+){0,2}), "
    r"(?=(?:(?:first version|(?:first )?draft) )?(?:by|with effect|within|before|until|end of|this|next) "
    r"|\d{1,2} [A-Z]|Q[1-4])"
)
"""Who does it after the sentence, with the term behind: `Second supply. Works department, by end of Q3.`"""
_TOPIC_PAREN = re.compile(r"\([a-z][\w ]{1,20}: ([A-Z][a-z]+)\)\W*$")
"""Who does it behind the team: `Verify before a slot is touched (firmware: Ludmila)`."""
_INITIALS = re.compile(r"(?:[.;:!?]|^) +([A-Z]{2,3}) ?[-–:] ?(?:DONE|TODO|WIP|OPEN|PENDING)\W*$")
"""Who does it in initials before its state: `Review the coverage. RN - TODO`."""
_INITIALS_DO = re.compile(r"^([A-Z]{2,3}) [-–—] (?=[a-z]{3,} [a-z\d])")
"""Who does it in initials at the head: `KR - push the new profile to spare scanners`."""
_GOES_ON = re.compile(r" (?!by\b|due\b)\w")
"""What shows that capitals in brackets explain a word, `volume claims (PVC) were off`, and name no team at the end."""
_TERM = (
    r",? (?:[-–—] )?(?i:\(|by|due|before|until|till|within|in|this|next|eta|target|end of|as soon as|asap|no later)\b"
)
"""How a term begins behind a name."""
_NO_FIRST = (
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|[MTWFS]\w{2,6}day|By"
    r"|Until|Till|From|On|In|At|The|Our|Before|After|So|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)"
)
"""A name does not begin with such words."""
_BRACKETED = re.compile(
    rf"^\W{{0,6}}(?:\d{{1,2}}[.)] |[a-z]\) )?\W{{0,4}}\[{_NO_FIRST}([A-Z][\w .&'-]{{1,30}}?)"
    r"(?:[;/,|] ?[^\]]{1,40})?\](?!\()"
    rf"|\[{_NO_FIRST}([A-Z][\w .&'-]{{1,30}}?)(?:[;,|] ?[^\]]{{1,40}})?\](?:\W*$|(?={_TERM}))"
)
"""Who does it, in brackets at either end: `[SRE] Alert on it`, `Tie the number to the branch. [Vendor; 30 April]`."""
_OFFICE = re.compile(
    r"(?i)(?:^|[.:;] |- |, and )(?:the )?((?:[\w'-]+ ){0,3}?(?:manager|director|officer|supervisor|coordinator|division"
    r"|department|desk|committee|board|treasury|squad|team|lead|crew|vendor|office|head of [\w-]+(?: [\w-]+)?))"
    r" (?:will|to|shall|is to|are to|is going to|must|has agreed to|has been (?:instructed|asked|tasked) to"
    r"|is (?:building|writing|testing|on (?:it|this|that)))\b"
)
"""An office that will do it: `The contract manager will agree on response times`."""
_GETS = (
    r"(?:get|receive)s? (?:\+|\d|an? (?:\w+ )?(?:credit|refund|voucher|compensation|apology|discount|e-?mail|letter)\b)"
)
"""How it is told what those who were hurt get."""
_DOES = (
    rf"(?:also |now )?(?:will(?! {_GETS})(?! (?:\w+ly )?(?:be|fail|crash|return|show|appear|become"
    r"|allow|enable|let|prevent|no longer|not|(?i:never))\b)|shall"
    r"|(?:is|are|was|were) to|(?:is|are) \w+ing"
    r"|(?:has|have) (?:already |now )?(?:agreed|offered|volunteered|ordered|started|begun|the (?:task|ticket|action))"
    r"|(?:be|is|are|has been|have been|was|were) (?:asked|instructed|tasked|directed)(?= to)|volunteered(?= to)"
    r"|(?:brings?|reports?) (?:forward|back)"
    r"|(?:leads|owns|drives|handles|coordinates|rehearses)(?= (?:it|this|that|them)\b)"
    r"|(?:puts?|gives?|adds?|tests?|replaces?|introduces?|draws?|owns?|reviews?|writes?|builds?|checks?|sets?|moves?"
    r"|renews?|orders?|fits?|installs?|examines?|rewrites?|redraws?|creates?|does|makes|keeps|enters|posts|sends|runs|takes?)"
    r"(?= (?:up|on|over|out|an?|the|which|every|each|all|two|new|this|these)\b)"
    r"|has an open (?:pull request|ticket|pr|change) for)"
)
"""How it is told that somebody does something about it."""
_DOES_IT = (
    r"(?:also |now )?(?!(?:is|was|has|does|needs|sees|knows|says|thinks|wants|hopes|expects|believes)\b)[a-z]{3,}s"
    r"(?= (?:out|up|the|an?|every|each|all|two|values|which)\b)"
)
"""The same of an office, whatever it does: `the community team posts every full hour`."""
_ROLES = (
    r"(?:manager|director|officer|supervisor|coordinator|division|department|desk|committee|board|treasury|squad|team|lead|crew"
    r"|vendor|office|section|unit|centre|center|bureau|institute|guild|group|contractor|supplier|carrier|provider|landlord|agency|services|operations"
    r"|facilities|estates|procurement|legal|finance|(?-i:HR|IT)|security|pharmacist|nurse|technician|consultant|engineer|developer"
    r"|maintainers?|treasurer|clerk|secretary|owner|captain|warden|editor|producer|architect|administrator|dispatcher|planner"
    r"|caretaker|curator|librarian|bursar|registrar|matron|chair(?:man|woman|person)?|trustees?|president|c[tioes]o|ciso|coo"
    r"|dba|sre|dpo|pm|head of [\w-]+(?:(?: and|,)? [\w-]+){0,2})"
)
_ROLE = re.compile(
    rf"(?i)(?:^|[^\w-])(?:the|our|my|your(?! editor)|that the) ((?:(?!the\b|an?\b)[\w'&-]+ ){{0,4}}?{_ROLES}"
    rf"(?: (?:of|for|at) (?-i:[A-Z])[\w-]+)?)(?:,? \([^)]{{2,40}}\))?(?:, [^,.;]{{2,50}},)?"
    rf" (?:{_DOES}|{_DOES_IT})(?!\w)"
)
"""Who does it by office: `From 1 May our Payments desk will match every file`, `the Head of Revenues be asked to`."""
_NAMED_SUBJECT = (
    r"(?:^|[.;:,!?] |\b(?i:and|then|(?:until|till|from|by|in|on) [\w ]{3,24}|for that \w+),? )"
    rf"[*_]?{_NO_FIRST}"
    r"((?:(?:Frau|Herr|Mr|Mrs|Ms|Miss|Dr|Prof|Pani|Pan|Mme|M)\.? )?"
    r"[A-Z][\w'-]+(?: [A-Z][\w'-]+| of [A-Z][\w'-]+| \d[\d.]*){0,3})[*_]?"
    rf"(?: \([^)]{{2,40}}\))?(?:, (?:our|the|who|from)[^,.;]{{2,50}},)?"
)
_NAMED = re.compile(rf"{_NAMED_SUBJECT} {_DOES}(?!\w)")
"""Who does it by name, anywhere in a sentence: `Until October Frau Wieland (IT) introduces a list`."""
_WITH_OFFICE = re.compile(
    rf"\b{_NO_FIRST}([A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,2}}) \([A-Z][^)]{{1,40}}\)(?:, [^,.;]{{2,50}},)? {_DOES}(?!\w)"
)
"""Who does it by name, with the office behind: `Frau Wieland (IT Operations) introduces a list`."""
_VOLUNTEER = re.compile(r"\b([a-z][\w-]{2,15}) (?:volunteered|offered|promised) to (?:do|build|write|check|run|own)\b")
"""A handle in small letters: `mina volunteered to do them`."""
_COLUMNED = re.compile(r"\S {3,}([A-Z][\w'-]*(?: [\w'&+-]+){0,3}) {3,}(?=\S)")
"""Who does it in a column kept apart by blanks: `Freeze the headers     Dmitri     9/20`."""
_BOLD_NAME = re.compile(r"^\W{0,4}\*\*([A-Z][A-Z]{1,2}|[A-Z][\w'-]+ [A-Z]\w*)\*\* +(?=[A-Z])")
"""Who does it in bold at the head: `**AC** Move the alert`."""
_ABBREVIATIONS = re.compile(
    r"API|CDN|DNS|SQL|AWS|GCP|CI|CD|UI|UX|DB|VPN|SSL|TLS|SLO|SLA|PR|QA|HR|OS|VM|IP|AD|DC|LB|FE|BE|ML|AI|NB|PS"
)
"""Capitals that are short for a thing."""
_TEAM_TAIL = re.compile(
    r": ([a-z]\w*-[\w-]+|(?:[a-zA-Z][\w-]+ ){1,3}(?:team|squad|guild|group|crew|rota|desk|vendor|department|office"
    rf"|desk lead))(?=\W*$|{_TERM}|,? (?:\d|Q\d|one|two|three|four|six|carried|done|offer|starting|from)\b)"
)
"""A team at the end: `one canary per region: playback-core, before the final`, `...: developer experience squad`."""
_BY_END = re.compile(
    rf" by (?:the )?{_NO_FIRST}([A-Z][a-z]+ [A-Z][a-z]+|[A-Z]\. [A-Z][a-z]+"
    r"|[\w-]+ (?:team|squad|guild|desk)|Head of [A-Z]\w+)\W*$"
)
"""Who does it at the end, in full: `Alert on the age of the oldest connection by Dana Levi`."""
_IN_TEAM = re.compile(
    r"\(((?:[a-z][\w'-]+ ){1,2}(?:team|squad|group|guild|crew|desk|office|department|service|board))(?=[,;)])"
    r"|\((?:team|squad|who|lead|with): ?@?([A-Za-z][\w&' -]{1,30}?)(?=[,;)])"
)
"""A team in brackets: `alert on lockout (monitoring team, same week)`, `page on refusals (team: netops, P1)`."""
_SIGNED_OFF = re.compile(r"[.;)] [*_]([A-Z][\w&' -]{1,28}?), [^*_]{2,25}[*_]\W*$")
"""Who does it by when, set off at the end: `Separate the lists. *Press, end of Q2*`."""
_ASSIGNED = re.compile(
    r": ((?!(?:going|due|able|how|what|prior|back|here|set)\b)[a-z][\w-]{2,15}) to"
    r" (?:schedule|decide|write|check|add|own|lead|agree|confirm|look|review|test|propose|file|ask|follow|raise)\b"
)
"""A handle in small letters after the topic: `Failover test: netops to schedule`."""
_ARROW = re.compile(
    r"(?:→|->|=>) ?([A-Z]\. [A-Z][a-z]+|Head of [A-Z]\w+|[A-Z][\w'-]+(?: [A-Z][\w'-]+| team| squad)?"
    r"|[a-z][\w-]+ (?:team|squad|group|guild|crew))"
    rf"(?=[,;.)\n]|$| -| asks| to |{_TERM})"
    r"|(?<=[a-z] )(?:→|->|=>) ?(?!(?:none|null|true|false|off|on|done|ok)\b)"
    r"([a-z][\w-]+(?: (?:(?:\+|and|&) )?[a-z][\w-]+){0,2})(?=\W*$|, [a-z])"
)
"""Who it goes to, behind an arrow: `Probe the freshness → Lin, sprint 21`."""
_SIGNED = re.compile(r"\[((?:the )?[a-z][\w.-]{1,15}(?: \w+)?)(?:[;,|] ?[^\]]{1,40})?\]\W*$")
"""A handle in brackets behind what is to be done: `Re-page after ten minutes [joris, with the storage guild]`."""
_TAGGED = re.compile(r"^\W{0,6}\[([a-z][\w.-]{1,15})\] +(?=\w)")
"""A handle in brackets at the head: `[ana] write to a file of its own first`."""
_TAIL = re.compile(
    r"(?: [-–—]+ |: |\| )([A-Z]\. [A-Z][a-z]+|Head of [A-Z]\w+|(?:the )?[a-z][\w-]+ (?:team|squad|guild|desk)"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?|[A-Z]{2,6}(?: team)?|[A-Z]\w+ (?:team"
    rf"|squad))(?=[,;.]? *(?:$|[–—|(,;]|(?<= )-)|{_TERM})"
)
_SUBJECT = re.compile(
    r"^(?:the )?([A-Z]\. [A-Z][a-z]+|[A-Z][\w'-]+(?: (?:and|&) [A-Z][\w'-]+| [A-Z][\w'-]+| [Tt]eam)?)"
    r"(?: (?:from|in) (?:the )?[\w-]+(?: team)?)?"
    rf" (?:will(?! {_GETS})(?! (?:\w+ly )?(?:fail|crash|return|show|appear|become"
    r"|allow|enable|let|prevent|no longer|not|(?i:never))\b"
    r"|be (?:\w+ed|run|sent|put|built|kept|made|held|taken|done|split)\b)|to|is to"
    r"|are to|is going to|are going to|has agreed to|takes (?:on|over|care)|owns|leads|drives"
    r"|is on (?:it|that|this)|(?:is|are) (?:building|writing|testing)|has been (?:instructed|asked|tasked) to"
    r"|shall|plans? to|is looking|are looking|puts in place|moves|writes|drafts|prepares|asks|talks to|speaks to"
    r"|orders|has offered to)\b"
)
_AND_WILL = re.compile(r"(?:^|[.;] )([A-Z][a-z]+) (?:\w+ ){1,9}?and (?:is going to|will) ")
"""Who has it already: `Ines has a script for it and is going to clean it up`."""
_LEAD = re.compile(
    r"^\[?([A-Z]\. [A-Z][a-z]+|Head of [A-Z]\w+|(?:[Tt]he )?[A-Za-z][\w-]+ (?:team|squad|guild|desk)|IT [A-Z][a-z]+"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?"
    r"|[A-Z]\w+ [Tt]eam)\]?"
    r"(?:: | - (?=[A-Z]|(?:add|alert|ask|check|create|document|explore|find|fix|look|move|remove|review|talk|update"
    r"|write) )| [–—] (?<=eam [–—] ))"
)
_GIVEN = re.compile(
    r"(?:Agnes|Alexis|Andreas|Angus|Boris|Carlos|Charles|Chris|Curtis|Denis|Dennis|Elias|Francis|Hans|Ines|Iris|James|Jens"
    r"|Jess|Jonas|Klaus|Lars|Louis|Lucas|Luis|Marcus|Mathias|Matthias|Niklas|Nicholas|Nicolas|Ross|Silas|Thomas|Tobias"
    r"|Travis)(?: [A-Z][a-z]+)?"
)
"""Given names that end like the name of a topic."""
_TOPIC = re.compile(
    r"(?i)(?:ing|(?:tion|sion|ment)s?|ity|ness|ance|ence|ure|ysis|ics|age|ble|ive|ology|ware|base|log|s)$"
    r"|^(?:prevent|detect|mitigate|process|short|long|fix|code|test|alert|patch|runbook|network|backup|deploy|review"
    r"|cache|config|infra|frontend|backend|server|client|api|dns|queue|buffer|memory|disk|build|release|rollout"
    r"|goal|problem|issue|solution|rationale|reason|scope|example|current|target|before|after|now|expected|actual|status|owner|who|note|summary|impact|cause|why|what|how|when|next|follow|phase|step|part)$"
)
"""How a word looks that heads an action by its topic, and is nobody's name."""
_IN_CHARGE = re.compile(
    r"([A-Z][a-z]+(?: [A-Z][a-z]+)?),? (?:who [^.,;]{1,60}, )?(?:is|will be) (?:now )?"
    r"(?:responsible|accountable|in charge)\b"
)
"""Who answers for it: `Ines, who runs the press, is responsible for this`."""
_NO_NAME = re.compile(
    r"(?:Miss|Fail|Forg|Need|Want|Plann|Suppos|Us|Tri|Decid|Continu|Intend)ed|(?!Operations)\w+(?:ing|tion|ment|ness|ity)s?|(?:Once|Until|Since|When|While"
    r"|After|Before|Today|Yesterday|Tomorrow|Currently|Now|From|For|In|On|At|If|As|By|Our|Your|Their|Its|His|Her|My|Any|Some|Both|Most"
    r"|Many|Few|One|Two|Three|First|Second|Last|New|Old|More|Other|Another|Customers?|Users?|Alerts?|Dashboards?|Backups?|Servers?"
    r"|Tests?|Checks?|Deploys?|Releases?|Requests?|Orders?|Payments?|Jobs?|Logs?|Labels?|Emails?|Mails?|Messages?|Reports?|Updates?"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?: .*)?"
)
"""Words that begin a sentence with a capital and are nobody."""
_TEAM = re.compile(r"(?i)\b(?:team|squad|group|crew|desk|guild|manager)$|^(?-i:IT [A-Z])")
_JOINED = re.compile(r"(?:,| and| &|\+) ")
CLOCK_CHARS = 12
"""So many characters may follow the term of an action: a clock time and its zone."""
_LAST_PART = re.compile(
    r"(?:[–—]| -{1,2} |: (?=[A-Z]{2,4}\b)) ?((?:[A-Za-z][\w&/'.]* ){0,2}[A-Za-z][\w&/'.]*)$"
    rf"|, ((?:[A-Za-z][\w&/'-]* ){{0,2}}(?i:{_ROLES})|[A-Z]{{2,4}})$"
)
"""What stands between the last dash, or comma, and the end; behind a comma only an office."""
_PEOPLE = re.compile(
    r"[A-Z][a-z]+ [A-Z]\.?(?:(?:,| and| &) [A-Z][a-z]+(?: [A-Z][\w.]*)?)*"
    r"|[A-Z][a-z]+(?:, [A-Z][a-z]+)*(?: and| &) [A-Z][a-z]+|@\w[\w-]+|[A-Z][a-z]+ (?:team|squad|guild)"
)
"""A heading that is nothing but people: several names, or a name and the first letter of another."""
_CLAUSE, _NEXT = re.compile(r"^\d{1,2}\.\d{1,2} +"), re.compile(r"(?<=\w\w)\. ")
"""The number of a paragraph, `5.1 Network lead to move`, and where a sentence ends, other than an initial."""
_STRESSED = re.compile(r"(?<![\w*])([*_])([A-Z](?:\w+|[\w ]{1,30}:))\1(?![\w*])")
_SOMEBODYS_TEAM = re.compile(
    r"\b([A-Z][\w-]+'s (?:team|group|squad|crew|people)) (?:is|are|will|has|have|rehearses?|tests?|takes?|does)\b"
)
"""Who does it by whose people they are: `Priya's team is rehearsing it`."""
_OFFICE_TO = re.compile(
    r"(?:^|[.;:] |\()((?:[A-Z][\w&]+ )?[A-Z][\w&]+|[a-z]+ (?:manager|lead|team|desk|office|owner)) to "
    r"(?:present|invoke|decide|agree|discuss|propose|contact|ask|report|draft|negotiate|approve|inform|brief|rehearse"
    r"|train|publish|update|review|write)\b"
)
"""An office that is to do what people do: `Architecture to present options`, `release manager to update the policy`."""
_DOERS = (
    _SUBJECT, _SOMEBODYS_TEAM, _OFFICE_TO, _IN_CHARGE, _AND_WILL, _OFFICE, _ROLE, _NAMED,
    re.compile(rf"{_NAMED_SUBJECT} {_DOES_IT}(?!\w)"),
)  # fmt: skip
"""How a sentence tells who does something."""
_PATTERNS = (
    OWNER_LABEL, HANDLE, _BRACKETED, _COLUMNED, _TAGGED, _SIGNED, _ARROW, _CLOSES, _TOPIC_PAREN, _INITIALS,
    _INITIALS_DO,
    _WITH_OFFICE, _PAREN, _OFFICE_PAREN, _LEAD, _SUBJECT, _SOMEBODYS_TEAM, _OFFICE_TO, _IN_CHARGE, _AND_WILL, _OFFICE,
    _SIGNED_OFF, _ASSIGNED, _TAIL, _BY_END, _TEAM_TAIL, _IN_TEAM, _VOLUNTEER, _ROLE, _NAMED,
)  # fmt: skip
"""How an owner is named, the surest way first."""


def doer_of(sentence: str) -> str:
    """Return who a sentence says does something, or an empty string."""
    return _first_somebody(sentence, _DOERS)


def owner_of(text: str) -> str:
    """Return who owns an action, or an empty string for nobody and for generic words."""
    bold = _BOLD_NAME.match(text)
    if bold is not None and not _ABBREVIATIONS.fullmatch(bold[1]) and _is_somebody(bold[1]):
        return bold[1]
    body = FILED.sub("", text.strip()).replace("**", "").replace(":*", ":").replace("\\-", "-")
    body = _CLAUSE.sub("", _STRESSED.sub(r"\2", body).lstrip("*-•=>→ "))
    if (department := _DEPARTMENT.match(body)) is not None:
        return department[1]
    return _first_somebody(body, _PATTERNS) or _before_term(body)


def _before_term(body: str) -> str:
    """Return who stands between the last mark and the term that ends an action: `... – security, today`."""
    due = due_of(body)
    at = body.rfind(due) if due else -1
    if at < 0 or len(body) - at - len(due) > CLOCK_CHARS:
        return ""
    match = _LAST_PART.search(body[:at].rstrip(" ,;:–—-(|"))
    name = (match[1] or match[2]) if match else ""
    return name if _is_somebody(name) else ""


def _first_somebody(body: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Return the first name that one of some patterns finds, the surest first, or an empty string."""
    plain = body if body.isascii() else _without_accents(body)
    for pattern in patterns:
        for match in pattern.finditer(plain):
            group = next((number for number, word in enumerate(match.groups(), 1) if word), 0)
            name = _NEXT.split(body[slice(*match.span(group))])[0].strip(" @.,*_")
            if _is_somebody(name) and not _is_topic(name, match) and not (pattern is _PAREN and _explains(body, match)):
                return name
    return ""


def owner_of_heading(heading: str) -> str:
    """Return whom a heading gives all actions under it, `Gareth E` or `Jamie, David & Lin`, or an empty string."""
    match = _PEOPLE.fullmatch(_without_accents(heading.strip()))
    return heading.strip() if match is not None and not any(map(_TOPIC.search, _JOINED.split(heading.strip()))) else ""


def _without_accents(text: str) -> str:
    """Return a text of the same length whose letters have no accents, so that `Inês` is a name as `Ines` is."""
    return "".join(unicodedata.normalize("NFKD", char)[0] if char.isalpha() else char for char in text)


def _is_somebody(name: str) -> bool:
    """Return whether words may be a name: no generic word, no placeholder, no ticket and no verb."""
    return (
        name != ""
        and not GENERIC.match(name)
        and not NONE.match(name)
        and not TRACKER.fullmatch(name)
        and not name.startswith("CVE-")
        and (_TEAM.search(name) is not None or not VERBS.match(name + " "))
    )


def _is_topic(name: str, match: re.Match[str]) -> bool:
    """Return whether what heads an action, `Replication: ...` or `Replication to ...`, is what it is about."""
    if _DEPARTMENTS.fullmatch(name):
        return match.re in (_LEAD, _TAGGED)
    if match.re in (_NAMED, _SUBJECT, _WITH_OFFICE) and _NO_NAME.fullmatch(name):
        return True
    if match.re is _INITIALS_DO:
        return _ABBREVIATIONS.fullmatch(name) is not None
    heads = match.re in (_LEAD, _TAGGED) or (match.re is _SUBJECT and match[0].endswith(" to"))
    named = _TEAM.search(name) is not None or _GIVEN.fullmatch(name) is not None
    return heads and not named and any(_TOPIC.search(word) for word in name.split())


def _explains(body: str, match: re.Match[str]) -> bool:
    """Return whether capitals in brackets are short for the words before them, or explain one and the text goes on."""
    if not match[1].isupper():
        return False
    before = re.findall(r"[A-Za-z]+", body[: match.start()])[-len(match[1]) :]
    return "".join(word[0] for word in before).upper() == match[1] or _GOES_ON.match(body, match.end()) is not None
