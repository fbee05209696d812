"""Words of the trade: what follow-ups, causes, lessons and reasons are made of, whatever broke.

None of them says that a text is good, only that it may have to do with an incident at all: `add a canary` does, `buy
cake` does not. So the list is long, and everyday words that a cake has in common with a canary are not on it.
"""

from __future__ import annotations

_SYSTEMS = """
server servers host node cluster container pod database table index query replica primary standby cache queue pool
connection session socket network dns domain certificate tls ssl proxy gateway router firewall load balance cdn
storage disk volume memory cpu quota capacity thread process processor kernel driver firmware hardware machine
instance region zone datacentre datacenter cloud endpoint url api service system platform component module library
package dependency interface integration client software application app site page portal website job batch cron
schedule sync transfer import export file record row field column data dataset backup restore snapshot recovery
recover failover switch fallback redundant redundancy resilience architecture design infrastructure environment
production tenant cell shard partition broker topic stream event message webhook request response payload header token
key secret password credential login logins access account permission role user customer cookie link mail email sms
phone telephone call line cable fibre power electricity generator battery ups cooling temperature sensor device
terminal till scanner printer kiosk payment card invoice credit refund debit price tax order cart checkout stock
contract sla supplier vendor provider carrier partner feed catalogue ledger posting booking number address template
content vehicle train pump valve door shop store sale clerk patient guest pupil school hospital clinic passenger
warehouse branch department buyer alarm siren fence lock barrier meter clock timer counter laptop browser desktop
mobile
"""
_CHANGES = """
release deploy deployment rollout roll rollback revert reverse undo undone flag feature toggle config configuration
configure setting parameter default value range schema migration migrate version upgrade update patch build pipeline
stage staging canary freeze merge commit branch repository code script test tests testing suite coverage validate
validation verify lint review reviewer approve approval sign checklist guard gate block reject refuse forbid disallow
prevent limit cap bound threshold timeout retry backoff breaker throttle rate buffer reserve headroom margin scale
autoscale resize increase decrease raise lower reduce shorten extend double replace remove delete retire decommission
disable enable install rename split isolate separate decouple rotate revoke renew expire expiry encrypt mask scan
audit automate automatic automatically bot tool tooling convert refactor rewrite rebuild restart reboot clean cleanup
purge archive tag pin mirror sample measure calibrate simulate rehearse rehearsal replay reconcile compare check
inspect require enforce ensure detect mitigate contain stop abort fix repair correct harden maintain maintenance
service
"""
_WATCHING = """
alert alarm page pager monitor monitoring watch probe healthcheck heartbeat watchdog synthetic dashboard panel metric
signal graph trace log logging error exception crash latency slow delay throughput traffic peak load spike usage
utilisation utilization percent percentage anomaly noise false warning notice notification notify detection visibility
observability report reporting statistics trend forecast budget
"""
_PEOPLE = """
runbook playbook manual procedure process policy rule standard guide guideline guidance document documentation
documented instruction training train trained drill exercise game oncall rota rotation shift handover escalation
escalate owner ownership responsible responsibility accountable duty register inventory diagram overview communicate
communication update statuspage status announce announcement inform message wording support helpdesk desk ticket
incident outage failure fail failed fault defect bug cause problem impact downtime change window calendar deadline
postmortem retrospective action follow priority backlog roadmap engineer engineering operator operations developer
technician security legal compliance regulator authority privacy evidence forensic staff staffing hire commander lead
scribe role seat knowledge awareness expert specialist colleague coverage night weekend hours peak quiet traffic
morning evening remote vpn spare fuse circuit investigate investigation analyse analysis diagnose research pause
paused reproduce
"""
_HARM = """
break broke broken down unavailable unreachable missing lost lose loss corrupt corrupted wrong incorrect duplicate
duplicated double twice stale outdated old expired invalid malformed unsafe insecure vulnerable vulnerability leak
leaked exposed breach attack attacker intruder malicious phishing fraud exhausted exhaust full overflow overload
overloaded deadlock lag lagging stuck hang hung blocked rejected refused mismatch misconfigured mistaken unknown
untested unchecked unnoticed silent silently undocumented unclear ambiguous manual manually single shared legacy
complex complexity coupling race condition limit assume assumed assumption damage flood fire storm theft degraded
degradation interrupted interruption disrupted disruption affected bypass bypassed ignored skipped
"""
_REASONS = """
risk risky safe safer safety safest reversible irreversible revert quick quicker quickest fast faster cheap cheaper
cost costs money penalty harm hurt worse worst spread bleed bleeding wait waiting longer minutes minute hours hour
seconds evidence proof proved prove proven legal law lawful obliged obligation duty deadline owed owe contract
contractual clause renewal revenue churn trust reputation integrity consistent consistency confirmed unconfirmed
certain uncertain unproven confidence doubt alternative tradeoff trade-off downside upside partial full minimum least
protect preserve keep intact complete current recent independent second diagnosis known unknown hypothesis workaround
temporary permanent reduce smaller fewer targeted precise simple simpler simplest
"""
TRADE = " ".join((_SYSTEMS, _CHANGES, _WATCHING, _PEOPLE, _HARM, _REASONS))
"""All of them, as one text."""
EVERYDAY = """
able about above actually after afternoon again ago agree agreed all almost alone along already also always among
amount and another answer any anybody anyone anything apple april are area around ask asked asks august away back bad
became because become been before began begin being believe best better between big bit black blue both bring brought
busiest but buy came can cannot car case cause come comes coming could course day december did different does doing
done dont down during each early eight either eleven else end enough even ever every everybody everyone everything
fact falls family far february feel felt few fifteen fifty final finally find first five for form forms forty found
four friday friend from full fun further get getting gift give given glad gmt goes going gone good got great green had
half happen happened hard harder has have having hear heard held help her here high him his hold hope house how
however hundred idea important indeed instead into it's its itself january july june just keep kept kind knew know
known large last late later least left less let lets life light like little live long look looked lot lots love luck
lucky made main make many march matter may maybe mean meet meeting might mind moment monday month more most much must
myself name near need never new next nice nine nobody none nor nothing november now october off office often okay old
older oldest once one ones only onto open or orange other others our ours out over own paint paper part party past
people perhaps person place plan play please plenty point pretty probably put question quite rather read ready real
really reason red right room said same saturday saw say says second see seem seen sees sense september seven several
shall she short should show side simply since sit six sky small some somebody someone something sometimes soon sort
sound speak start started stays still story such sun sunday sure take taken talk team tell ten than thank thanks that
the their them themselves then there these they thing things think third thirty this those though thought thousand
three through thursday time times today together told tomorrow too took toward tried true try trying tuesday turn
twelve twenty two under until upon use used usual utc very visit walk want wanted was watch way weather wednesday week
well went were what whatever when where whether which while white who whoever whole whom whose why will wish with
within without won't word words work worked working world worth would yard year yellow yes yet you young your
boss choice choose chose chosen discuss fine finish gut happy option spoke spoken
"""
"""What is said of everything: words that tie no text to an incident, also where a scenario uses them."""
ALIKE = """
considered considering confident continue continued conversation convenient convinced experience experienced general
generally interest interested interesting particular particularly present presence regular regularly special
specially
"""
"""Words that are as everyday, but begin like words of the trade: `present` like `preserve`."""
