"""How a task is filed: its state, its ticket and the verb that opens it."""

from __future__ import annotations

import re

FILED = re.compile(
    r"(?i)^\s*(?:[-*+•] +|\d+[.)] +|[a-z][.)] +)?(?:\[[ x]\] +)?(?:\W*(?:status ?: ?)?(?:done|todo|to do"
    r"|open|closed|in progress|pending|not done|unresolved|declined|resolved|wip|stalled"
    r"|p[0-4])\b(?! (?:not|to|when))[\s:*_)\]-]*)?"
    r"(?:(?:phab:)?\[?(?:T\d{4,7}|[A-Z]{2,9}-\d{1,6}|#\d{1,6})\]?(?:\([^)\s]{0,120}\))?[\s:)-]+)?"
)
TRACKER = re.compile(
    r"(?<![\w/-])(?:(?!(?:UTC|GMT|ISO|SHA|UTF|HTTP|COVID|P|SEV|Q|TLS|RFC|CVE|GPT"
    r"|AES)-)[A-Z][A-Z0-9]{1,9}-\d{1,6}|#\d{1,6}|T\d{4,7}|phab:T\d+|(?:GH|PR|bug|issue"
    r"|ticket)[ -]?#?\d{2,6})(?!\w)|https?://\S*(?:issues?|pull|browse|tasks?|tickets?|bugs?"
    r"|show_bug|T\d{4,})\S*",
    re.IGNORECASE,
)
VERBS = re.compile(
    r"(?i)^(?:we (?:will|should|need to|must|are going to|plan to) |to )?(?:add|adjust|agree"
    r"|alert|allow|amend|apply|ask|assess|audit|automate|avoid|backport|be |better|block|build"
    r"|bring|cap|change|check|clarify|clean|come|communicate|complete|configure|consider"
    r"|convert|continue|coordinate|copy|create|decide|decommission|decouple|define|delete|deploy|deprecate"
    r"|design|determine|develop|disable|discuss|do |document|draft|drop|educate|enable|enforce"
    r"|ensure|establish|evaluate|expand|explore|expose|extend|figure|file|find|finish|fix"
    r"|follow|formalise|formalize"
    r"|get|give|guard|harden|have|identify|implement|improve|include|increase|inform|install"
    r"|integrate|introduce|investigate|isolate|keep|limit|lock|log|look|lower|make|migrate"
    r"|monitor|move|never|notify|open|optimi[sz]e|page|patch|perform|pin|plan|prevent"
    r"|prioriti[sz]e|promote|provide|publish|purge|put|raise|rebuild|redeploy|redesign|reduce|refactor"
    r"|refuse|reject|release|remind|remove|rename|renew|replace|report|require|research|restrict"
    r"|retire|revert|review|revise|rework|rotate|run|schedule|scale|send|separate|set|setup"
    r"|share|ship|simplify|sort|speed|split|standardi[sz]e|start|stop|store|streamline|support"
    r"|switch|synchroni[sz]e|take|teach|test|throttle|tidy|track|train|transition|trim|try"
    r"|tune|turn|understand|update|upgrade|use|validate|verify|warn|work|write)\b"
)
