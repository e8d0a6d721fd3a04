"""The crontab of `sacho schedule`, and the rotation of the log that its jobs write."""

from __future__ import annotations

import hashlib
import re
import shlex

from pipeline.schedule import Job, Plan, ScheduleError, jobs, shell

# you@example.org · 해동군 전산팀 <you@example.org>, but not https://example.org/@you
_MAIL = re.compile(r"(?:[^<>]{0,200}<)?(?P<mail>\w[\w.+-]{0,63}@\w[\w.-]{0,254})(?P<end>>)?", re.ASCII)


def mail_address(contact: str) -> str | None:
    """``You <you@example.org>`` → ``you@example.org``; None where the contact is no mail address."""
    found = _MAIL.fullmatch(contact.strip())
    return found["mail"] if found and bool(found["end"]) == ("<" in contact) else None


def crontab(plan: Plan) -> str:
    """A block for a crontab. What goes well is in the log; cron sends mail about the rest."""
    mark = hashlib.sha256(str(plan.db).encode()).hexdigest()[:8]
    lines = [
        f"# BEGIN sacho {mark}",
        "# To install this, or to renew it, and keep all other lines of your crontab:",
        f"#   {_install(plan, mark)}",
        f"# To rotate the log: {shlex.join(plan.call('schedule', '--logrotate'))}",
        *([f"MAILTO={mail}"] if (mail := mail_address(plan.contact or "")) else []),
        'CONTENT_TYPE="text/plain; charset=utf-8"',  # of mails; they have Korean in them
        *(_line(plan, job) for job in jobs(plan)),
        f"# END sacho {mark}",
    ]
    return "\n".join(lines) + "\n"


def logrotate(plan: Plan, group: str) -> str:
    """What /etc/logrotate.d/sacho has to say about the log of cron's runs."""
    if '"' in str(plan.log):
        raise ScheduleError(f"{plan.log}: a quotation mark can't be written for logrotate")
    name = re.sub(r"([*?\[{])", r"[\1]", str(plan.log))  # a pattern of file names otherwise
    rules = ("monthly", "rotate 12", "compress", "missingok", "notifempty", f"su {plan.user} {group}")
    return "\n".join([f'"{name}" {{', *(f"    {rule}" for rule in rules), "}"]) + "\n"


def _install(plan: Plan, mark: str) -> str:
    block = f"/^# BEGIN sacho {mark}$/,/^# END sacho {mark}$/d"
    return f"{{ crontab -l 2>/dev/null | sed '{block}'; {plan.again()}; }} | crontab -"


def _line(plan: Plan, job: Job) -> str:
    command = _command(plan, job) if job.name == "status" else _logged(plan, job)
    # cron makes a line break of % and gives sh only what stands before it
    return f"{job.times.cron()}  {command.replace('%', chr(92) + '%')}"


def _command(plan: Plan, job: Job) -> str:
    return shell(plan.environment(job.name), job.words)


def _logged(plan: Plan, job: Job) -> str:
    """The job with its messages in the log; the end of the log on standard output when it failed."""
    log = shlex.quote(str(plan.log))
    told = f"{{ echo 'sacho {job.name} failed. The end of its log:'; tail -n 20 {log}; }}"
    return f"{{ date; {_command(plan, job)}; }} >>{log} 2>&1 || {told}"
