"""The services and timers of `sacho schedule`, as a script that writes them."""

from __future__ import annotations

import re

from pipeline.schedule import Job, Plan, jobs


def systemd_script(plan: Plan) -> str:
    """A script for sh, run by root, that writes a service and a timer for each job and starts the timers."""
    planned = jobs(plan)
    lines = [
        "# Look at it, then let root run it:",
        f"#   {plan.again('--systemd')} | sudo sh",
        "# Afterwards: systemctl --failed shows what went wrong, journalctl -u sacho-ingest what was said.",
        "set -e",
        'cd "${SACHO_UNITS:-/etc/systemd/system}"',
    ]
    for job in planned:
        lines += [f"cat > sacho-{job.name}.service <<'END'", *_service(plan, job), "END"]
        lines += [f"cat > sacho-{job.name}.timer <<'END'", *_timer(job), "END"]
    timers = " ".join(f"sacho-{job.name}.timer" for job in planned)
    lines += ["systemctl daemon-reload", f"systemctl enable --now {timers}"]
    return "\n".join(lines) + "\n"


def _service(plan: Plan, job: Job) -> list[str]:
    variables = [f"{name}={value}" for name, value in plan.environment(job.name).items()]
    return [
        "[Unit]",
        f"Description=sacho: {job.does}",
        "Wants=network-online.target",
        "After=network-online.target",
        "",
        "[Service]",
        "Type=oneshot",
        f"User={plan.user}",
        *(f"Environment={_word(variable)}" for variable in variables),
        f"ExecStart=:{' '.join(map(_word, _started(job.words)))}",  # the colon: $ stands for itself
    ]


def _timer(job: Job) -> list[str]:
    return [
        "[Unit]",
        f"Description=sacho: {job.does}",
        "",
        "[Timer]",
        f"OnCalendar={job.times.systemd()}",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]


def _started(words: list[str]) -> list[str]:
    """systemd starts nothing whose path has a quotation mark in it, however it is written."""
    return ["/usr/bin/env", *words] if re.search("[\"']", words[0]) else words


def _word(text: str) -> str:
    """``/srv/50% 'x'`` → ``"/srv/50%% 'x'"``: % begins a specifier otherwise."""
    escaped = text.replace("%", "%%").replace('"', '\\"')
    return f'"{escaped}"' if re.search(r"[^\w@%+=:,./-]", text) else escaped
