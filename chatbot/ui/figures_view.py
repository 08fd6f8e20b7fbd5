"""The figures tab as HTML: the table, and the place of one figure. Every word is escaped."""

from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr

from chatbot import figures, listing
from chatbot.listing import Listed
from chatbot.records import Citation
from chatbot.settings import Language
from chatbot.ui import sources
from chatbot.ui.faults import said
from chatbot.ui.figures_labels import LABELS, Labels
from chatbot.ui.figures_plots import MOST, bars, in_page, kinds
from chatbot.ui.figures_rows import (
    COLUMNS,
    EVERY,
    NONE,
    OF,
    STEP,
    Figures,
    Filter,
    Look,
    counted,
    key,
)  # fmt: skip
from chatbot.ui.reader import link_to
from chatbot.ui.shelf_view import attribute, fault, heading, quiet
from chatbot.ui.sources import literal
from index.errors import UserError
from index.records import Document


def words(labels: Labels) -> list[Any]:
    """Return the words of the components that do not change otherwise."""
    return [
        gr.Textbox(label=labels.search, placeholder=labels.search_hint),
        labels.csv,
        labels.excel,
        heading(labels.plot),
        labels.save.format("PNG"),
        labels.save.format("SVG"),
    ]


def choices(held: Figures, given: Sequence[str], language: Language) -> list[gr.Dropdown]:
    """Return what can be chosen of briefings, comparisons and units, with what is chosen."""
    labels = LABELS[language]
    try:
        rows, titles = held.found()
    except UserError:
        rows, titles = (), {}
    comparisons = counted(row.comparison for row in rows if row.comparison)
    units = counted(row.unit for row in rows if row.unit)
    offered = [
        (labels.briefing, labels.every_briefing, [(titles[one], OF + one) for one in titles]),
        (
            labels.comparison,
            labels.every_comparison,
            [(labels.comparisons.get(one, one), OF + one) for one in comparisons],
        ),
        (labels.unit, labels.every_unit, [(one, OF + one) for one in units]),
    ]
    offered[1][2].append((labels.no_comparison, NONE))
    made = []
    for (label, every, values), value in zip(offered, given, strict=True):
        known = value if value in {one for _, one in values} else EVERY
        made.append(gr.Dropdown([(every, EVERY), *values], value=known, label=label))
    return made


def shown(held: Figures, kept: Filter, look: Look, language: Language) -> list[str]:
    """Return the table and the place of the chosen figure; what went wrong in place of both."""
    labels = LABELS[language]
    try:
        rows, (_, titles) = held.rows(kept, look), held.found()
        found = held.place(look.chosen) if look.chosen else None
    except UserError as error:
        return [fault(labels.none, [said(error, language)]), ""]
    title = titles.get(found[0].source, "") if found else ""
    return [table(rows, titles, look, labels), place(found, look.chosen, title, labels)]


def plot(held: Figures, kept: Filter, kind: str | None, language: Language) -> list[Any]:
    """Return which comparisons can be drawn, the picture of one, and the row of its files."""
    labels = LABELS[language]
    try:
        rows = held.rows(kept)
    except UserError:
        rows = []
    offered = [(plot_title(one, labels), one) for one in kinds(rows)]
    if not offered:
        # An empty choice stays valid: what was chosen may come back.
        return [
            gr.Dropdown([], value=None, visible=False),
            quiet(labels.plot_none),
            gr.Row(visible=False),
        ]
    known = kind if kind in {one for _, one in offered} else offered[0][1]
    drawn = bars(rows, str(known))
    picture = in_page(drawn, plot_title(str(known), labels))
    most = quiet(labels.plot_most.format(MOST)) if len(drawn) == MOST else ""
    return [
        gr.Dropdown(offered, value=known, label=labels.comparison, visible=True),
        f'<div class="picture">{picture}</div>{most}',
        gr.Row(visible=True),
    ]


def plot_title(kind: str, labels: Labels) -> str:
    """Return the title of the plot of one comparison."""
    return labels.of.get(kind) or labels.of_other.format(kind)


def table(rows: Sequence[Listed], titles: Mapping[str, str], look: Look, labels: Labels) -> str:
    """Return the first ``look.most`` rows under heads that sort; rows carry their key."""
    count = f'<p class="quiet" role="status">{literal(labels.count.format(f"{len(rows):,}"))}</p>'
    if not rows:
        return f"{count}{quiet(labels.none)}"
    # The name of the one briefing stands above already.
    one = len({row.source for row in rows}) == 1
    columns = [column for column in COLUMNS if not (one and column == "source")]
    heads = "".join(_head(column, look, labels) for column in columns)
    body = "".join(_row(row, columns, titles, look, labels) for row in rows[: look.most])
    left = min(STEP, len(rows) - look.most)
    words = literal(labels.more.format(left))
    more = f'<p><button class="more" data-more="1">{words}</button></p>' if left > 0 else ""
    return (
        f'{count}<div class="scroll" tabindex="-1"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>{more}"
    )


def place(found: tuple[Listed, Document] | None, chosen: str, title: str, labels: Labels) -> str:
    """Return the card of a figure: its paragraph, the sentence marked, the figure in bold."""
    if found is None:
        return heading(labels.place) + quiet(labels.place_gone if chosen else labels.place_none)
    row, document = found
    start = listing.sentence_start(row, document)
    end = start + len(row.sentence)
    citation = Citation(1, row.source, title, "", "", None, start, end, row.sentence, 0.0)
    before, _, after = sources.context(citation, document)
    page = document.page_at(row.start)
    where = [row.speaker, labels.page.format(page) if page else ""]
    shown = " · ".join(literal(part) for part in where if part)
    return (
        f'{heading(labels.place)}<article class="card"><h3>{literal(title)}</h3>'
        + (f'<p class="place">{shown}</p>' if shown else "")
        + f'<blockquote>{literal(before)}<mark id="figure" tabindex="-1">'
        f"{literal(document.text[start : row.start])}"
        f"<strong>{literal(row.text)}</strong>{literal(document.text[row.end : end])}</mark>"
        f'{literal(after)}</blockquote><p class="file">{literal(row.source)}</p>'
        f'<a href="{literal(link_to(row.source, start, end))}" target="_blank" rel="noopener">'
        f"{literal(labels.read)}</a></article>"
    )


def number(row: Listed) -> str:
    """Return the value, grouped, or both ends of a range, with its qualifier where it stands."""
    ends = [row.value] if row.high is None else [row.value, row.high]
    shown = "–".join(_grouped(end) for end in ends)
    words = row.loose_qualifier
    return f"{words}{shown}" if f"{words}{row.text}" in row.sentence else f"{shown}{words}"


def _grouped(value: float) -> str:
    whole, point, rest = figures.plain(value).partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-") != "0" else f"{whole}{point}{rest}"


def _head(column: str, look: Look, labels: Labels) -> str:
    order = "descending" if look.descending else "ascending"
    sorted_ = f' aria-sort="{order}"' if column == look.sort else ""
    sign = ("▼" if look.descending else "▲") if column == look.sort else ""
    return (
        f'<th scope="col" class="{column}"{sorted_}><button data-sort="{column}">'
        f'{literal(labels.columns[column])}<span aria-hidden="true">{sign}</span></button></th>'
    )


def _row(
    row: Listed, columns: Sequence[str], titles: Mapping[str, str], look: Look, labels: Labels
) -> str:
    name = attribute(key(row))
    chosen = key(row) == look.chosen
    direction = {"up": labels.up, "down": labels.down}.get(row.direction, "")
    compared = labels.comparisons.get(row.comparison, row.comparison)
    cells = {
        "value": f'<button data-row="{name}" aria-pressed="{"true" if chosen else "false"}" '
        f'title="{attribute(row.text)}">{literal(number(row))}'
        "</button>",
        "unit": literal(row.unit),
        "subject": literal(row.subject),
        "metric": literal(row.metric),
        "period": literal(row.period),
        "comparison": literal(f"{compared} {direction}".strip()),
        "speaker": literal(row.speaker),
        "source": literal(titles.get(row.source, row.source)),
    }
    shown = "".join(f'<td class="{column}">{cells[column]}</td>' for column in columns)
    kind = ' class="chosen"' if chosen else ""
    return f'<tr data-row="{name}"{kind}>{shown}</tr>'
