"""Completion for bash, zsh and fish: verbs, options and the words they take, from the help."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from tui.server.told import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tui.server.told import ToldOption, ToldVerb


def bash() -> str:
    """What bash reads, such as from `/etc/bash_completion.d/amis`."""
    line = told()
    everywhere = _flags(line.everywhere)
    rows = [
        "# bash: amis",
        "_amis() {",
        '    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"',
        '    local verb="" at=1 words=""',
        "    COMPREPLY=()",
        '    while [ "$at" -lt "$COMP_CWORD" ]; do',
        '        case "${COMP_WORDS[at]}" in',
        f"            {_either(line.everywhere)}) at=$((at + 1)) ;;",
        "            -*) ;;",
        '            *) verb="${COMP_WORDS[at]}"; break ;;',
        "        esac",
        "        at=$((at + 1))",
        "    done",
        '    case "$verb $before" in',
        *_bash_values("*", line.everywhere),
        *(row for verb in line.verbs for row in _bash_values(verb.name, _own(verb))),
        "    esac",
        '    if [ -z "$words" ]; then',
        '        case "$verb" in',
        f'            "") words={shlex.quote(" ".join((*_names(line.verbs), *everywhere)))} ;;',
        *(_bash_verb(verb) for verb in line.verbs),
        "        esac",
        "    fi",
        '    COMPREPLY=($(compgen -W "$words" -- "$word"))',
        "}",
        # With nothing of ours to offer, file names.
        "complete -o default -F _amis amis",
    ]
    return "\n".join(rows)


def _bash_values(verb: str, options: Iterable[ToldOption]) -> Iterator[str]:
    for option in options:
        if not option.value:
            continue
        # A star in quotation marks would stand for itself.
        start = '*" ' if verb == "*" else f'"{verb} '
        pattern = "|".join(f'{start}{flag}"' for flag in option.flags)
        if option.values:
            done = f"words={shlex.quote(' '.join(option.values))}"
        else:
            done = "return" if option.names_a_file else "compopt +o default 2>/dev/null; return"
        yield f"        {pattern}) {done} ;;"


def _bash_verb(verb: ToldVerb) -> str:
    words = shlex.quote(" ".join((*verb.values, *_flags(verb.options))))
    return f"            {verb.name}) words={words} ;;"


def zsh() -> str:
    """What zsh reads, as a file called `_amis` in a folder of its `fpath`."""
    line = told()
    rows = [
        "#compdef amis",
        "_amis() {",
        "    local curcontext=$curcontext state line",
        "    local -a verbs",
        "    typeset -A opt_args",
        "    verbs=(",
        *(f"        {_quoted(f'{_colons(verb.name)}:{verb.summary}')}" for verb in line.verbs),
        "    )",
        "    _arguments -C \\",
        *(f"        {_zsh_option(option)} \\" for option in line.everywhere),
        "        '1: :->verb' '*:: :->rest'",
        "    case $state in",
        "        verb) _describe verb verbs ;;",
        "        rest)",
        "            case $line[1] in",
        *(row for verb in line.verbs for row in _zsh_verb(verb)),
        "            esac ;;",
        "    esac",
        "}",
        # Loaded by the completion system it is called for the first time with its file.
        'if [ "$funcstack[1]" = _amis ]; then _amis "$@"; else compdef _amis amis; fi',
    ]
    return "\n".join(rows)


def _zsh_verb(verb: ToldVerb) -> Iterator[str]:
    yield f"                {verb.name})"
    yield "                    _arguments \\"
    for option in verb.options:
        yield f"                        {_zsh_option(option)} \\"
    if verb.values:
        words = " ".join(_colons(value) for value in verb.values)
        yield f"                        {_quoted(f'*: :({words})')} ;;"
    else:
        yield f"                        '*: :{'_files' if verb.names_a_file else ' '}' ;;"


def _zsh_option(option: ToldOption) -> str:
    text = option.text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    rest = f"[{_colons(' '.join(text.split()))}]"
    if option.value:
        if option.values:
            action = f"({' '.join(_colons(value) for value in option.values)})"
        else:
            action = "_files" if option.names_a_file else " "
        rest += f":{_colons(option.value)}:{action}"
    if len(option.flags) == 1:
        return _quoted(option.flags[0] + rest)
    return f"'({' '.join(option.flags)})'{{{','.join(option.flags)}}}{_quoted(rest)}"


def fish() -> str:
    """What fish reads, such as from `/etc/fish/completions/amis.fish`."""
    line = told()
    rows = [
        "# fish: amis",
        "function __amis_verb",
        "    set -l words (commandline -opc)",
        "    set -e words[1]",
        "    while set -q words[1]",
        "        switch $words[1]",
        f"            case {' '.join(_taking(line.everywhere))}",
        "                set -e words[1]",
        "            case '-*'",
        "            case '*'",
        "                echo $words[1]",
        "                return",
        "        end",
        "        set -q words[1]; and set -e words[1]",
        "    end",
        "end",
        "function __amis_uses",
        "    set -l verb (__amis_verb)",
        '    test "$verb" = "$argv[1]"',
        "end",
        "complete -c amis -f",
        *(_fish_option("", option) for option in line.everywhere),
    ]
    for verb in line.verbs:
        rows.append(
            f"complete -c amis -n '__amis_uses \"\"' -a {_fish(verb.name)} -d {_fish(verb.summary)}"
        )
        condition = f"-n '__amis_uses {verb.name}'"
        if verb.values:
            rows.append(f"complete -c amis {condition} -a {_fish(' '.join(verb.values))}")
        if verb.names_a_file:
            rows.append(f"complete -c amis {condition} -F")
        rows += [_fish_option(verb.name, option) for option in _own(verb)]
    return "\n".join(rows)


def _fish_option(verb: str, option: ToldOption) -> str:
    condition = f"-n '__amis_uses {verb}'" if verb else ""
    flags = " ".join(
        f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags
    )
    takes = ""
    if option.values:
        takes = f"-x -a {_fish(' '.join(option.values))}"
    elif option.value:
        takes = "-r -F" if option.names_a_file else "-x"
    parts = ("complete -c amis", condition, flags, takes, f"-d {_fish(option.text)}")
    return " ".join(part for part in parts if part)


_COMMON: Final = frozenset({"--document", "--language", "--help"})


def _own(verb: ToldVerb) -> list[ToldOption]:
    """A verb's options without those that every verb takes."""
    return [option for option in verb.options if option.flags[-1] not in _COMMON]


def _names(verbs: Iterable[ToldVerb]) -> list[str]:
    return [verb.name for verb in verbs]


def _flags(options: Iterable[ToldOption]) -> list[str]:
    return [flag for option in options for flag in option.flags]


def _taking(options: Iterable[ToldOption]) -> list[str]:
    """The options after which a value stands."""
    return _flags(option for option in options if option.value)


def _either(options: Iterable[ToldOption]) -> str:
    return "|".join(_taking(options))


def _colons(text: str) -> str:
    return text.replace(":", "\\:")


def _quoted(text: str) -> str:
    """In single quotes for bash and zsh."""
    return "'" + text.replace("'", "'\\''") + "'"


def _fish(text: str) -> str:
    """In single quotes for fish."""
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
