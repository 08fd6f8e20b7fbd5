"use strict";
// Everything from documents, cases and answers becomes text nodes: no markup is ever parsed here.
(() => {
  const { cases, passages } = JSON.parse(document.getElementById("data").textContent);
  const PAGE = 50;
  const AROUND = 120;
  const WRONG = {
    missed: "lacks what is expected",
    refused: "wrongly refused",
    answered: "should have been refused",
    error: "could not be asked",
  };
  const REASONS = {
    off_topic: "off topic",
    not_in_briefing: "not in the briefing",
    invalid_question: "invalid question",
  };
  const form = document.getElementById("filters");
  const list = document.getElementById("list");
  const more = document.getElementById("more");
  let found = [];
  let shown = 0;

  /** An element with attributes and children; strings among them become text. */
  function el(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (typeof value === "function") made.addEventListener(key, value);
      else if (value !== undefined && value !== false) made.setAttribute(key, value);
    }
    made.append(...children.flat().filter((child) => child !== null && child !== ""));
    return made;
  }

  const chip = (words, kind) => el("span", { class: `chip ${kind || ""}` }, words);
  const part = (title, ...children) =>
    el("div", { class: "part" }, el("h4", {}, title), ...children);
  const plural = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;

  // Filters

  const isWrong = (one) => one.verdict !== "right";
  const haystack = (one) =>
    [one.id, one.question, one.answer, one.reference, one.error, one.expected.flatMap((g) => g.any),
      one.history].flat(3).join("\n").toLowerCase();
  const texts = cases.map(haystack);

  const VERDICTS = { "": "all", right: "right", wrong: "wrong", ...WRONG };
  const matches = {
    kind: (one, value) => one.kind === value,
    split: (one, value) => one.split === value,
    verdict: (one, value) => (value === "wrong" ? isWrong(one) : one.verdict === value),
    refused: (one, value) => one.refused === (value === "yes") && one.verdict !== "error",
  };

  function fill(name, options) {
    for (const [value, words] of options) {
      const count = value === null ? cases.length
        : cases.filter((one) => matches[name](one, value)).length;
      // The first option, "all", has no value to match; a kind may be empty.
      const option = el("option", {}, `${words} (${count})`);
      option.value = value === null ? "" : `=${value}`;
      if (count || value === null) form.elements[name].append(option);
    }
  }

  const values = (name) => [...new Set(cases.map((one) => one[name]))].sort()
    .map((value) => [value, value || "none"]);
  fill("kind", [[null, "all"], ...values("kind")]);
  fill("split", [[null, "all"], ...values("split")]);
  fill("verdict", Object.entries(VERDICTS).map(([value, words]) => [value || null, words]));
  fill("refused", [[null, "all"], ["no", "answered"], ["yes", "refused"]]);

  function apply() {
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = Object.keys(matches).map((name) => [name, form.elements[name].value])
      .filter(([, value]) => value);
    found = cases.filter((one, n) =>
      chosen.every(([name, value]) => matches[name](one, value.slice(1)))
      && words.every((word) => texts[n].includes(word)));
    const wrong = found.filter(isWrong).length;
    document.getElementById("count").textContent =
      `${found.length} of ${plural(cases.length, "case")}: `
      + `${found.length - wrong} right, ${wrong} wrong`;
    list.replaceChildren();
    shown = 0;
    show();
  }

  function show() {
    list.append(...found.slice(shown, shown + PAGE).map(card));
    shown = Math.min(shown + PAGE, found.length);
    more.hidden = shown === found.length;
    more.textContent = `Show ${Math.min(PAGE, found.length - shown)} more of ${found.length - shown}`;
  }

  // Cases

  function card(one) {
    const head = el("summary", {},
      el("span", { class: `verdict ${isWrong(one) ? "bad" : "good"}` }, isWrong(one) ? "✗" : "✓"),
      el("span", { class: "question", lang: one.lang || false }, one.question || "(empty)"),
      el("span", { class: "tags" },
        isWrong(one) ? chip(WRONG[one.verdict], "bad") : null,
        one.refused && one.verdict !== "refused" ? chip("refused") : null,
        chip(one.kind || "no kind"), el("span", { class: "id" }, one.id)));
    const whole = el("details", { class: "case" }, head);
    // The inside is made when it is first opened: a thousand cases stay light.
    whole.addEventListener("toggle", () => {
      if (whole.open && whole.children.length === 1) whole.append(inside(one));
    });
    return whole;
  }

  function inside(one) {
    const body = el("div", { class: "inside" });
    const left = el("div", {}, asked(one), expected(one), answer(one, body), counts(one));
    const right = el("div", {}, citations(one), hits(one));
    body.append(left, right);
    return body;
  }

  function asked(one) {
    if (!one.history.length && !one.understood) return "";
    const turns = one.history.flatMap(([question, answered]) => [
      el("p", { class: "turn" }, question), el("p", { class: "turn reply" }, answered)]);
    return part("Conversation", ...turns, el("p", { class: "turn" }, one.question),
      one.understood ? el("p", { class: "quiet" }, "understood as: ", el("span", {}, one.understood)) : "");
  }

  function expected(one) {
    if (!one.answerable) return part("Expected", el("p", {}, "a refusal: the documents do not tell"));
    const groups = one.expected.map((group) =>
      el("li", { class: group.found ? "good" : "bad" }, group.any.join(" / "),
        el("span", { class: "quiet" }, group.found ? " found" : " missed")));
    return part("Expected", el("ul", { class: "groups" }, ...groups),
      one.reference ? el("p", { class: "quiet" }, `reference: ${one.reference}`) : "");
  }

  function answer(one, body) {
    if (one.error) return part("Error", el("p", { class: "bad" }, one.error));
    const pieces = one.answer.split(/\[(\d+)\]/).map((piece, n) => (n % 2
      ? el("button", { type: "button", class: "mark", click: () => point(body, piece),
        "aria-label": `citation ${piece}` }, piece)
      : piece));
    const title = one.refused ? `Refused: ${REASONS[one.reason] || one.reason}` : "Answer";
    return part(title, el("p", { class: "answer" }, ...pieces));
  }

  function point(body, number) {
    for (const item of body.querySelectorAll(".citation")) {
      const is = item.dataset.number === number;
      item.classList.toggle("pointed", is);
      if (is) item.scrollIntoView({ block: "nearest", behavior: "smooth" });
    }
  }

  function counts(one) {
    const told = one.counts.filter(([, whole]) => whole)
      .map(([some, whole, words]) => `${some} of ${whole} ${words}`);
    const rest = one.error ? [] : [`confidence ${one.confidence}`, `${one.ms} ms`];
    return el("p", { class: "quiet small" }, [...told, ...rest, one.split, one.lang]
      .filter(Boolean).join(" · "));
  }

  function citations(one) {
    const items = one.citations.map((cited) => {
      const where = [cited.title, cited.heading, cited.speaker,
        cited.page === null ? "" : `page ${cited.page}`].filter(Boolean).join(" › ");
      const rank = cited.place ? `hit ${cited.place[0] + 1}` : "in none of the hits";
      return el("li", { class: "citation", "data-number": String(cited.number) },
        el("p", { class: "where" }, el("b", {}, `[${cited.number}] `), `${where} · ${rank} `,
          cited.evident ? chip("evidence", "good") : ""),
        context(one, cited));
    });
    return items.length ? part("Citations", el("ul", { class: "plain" }, ...items)) : "";
  }

  function context(one, cited) {
    if (!cited.place) return el("blockquote", { lang: "zh" }, el("mark", {}, cited.text));
    const [hit, start, end] = cited.place;
    const text = passages[one.hits[hit].passage].text;
    // The whole passage stands among the hits.
    const [from, to] = [Math.max(0, start - AROUND), Math.min(text.length, end + AROUND)];
    return el("blockquote", { lang: "zh" }, from ? "…" : "", text.slice(from, start),
      el("mark", {}, text.slice(start, end)), text.slice(end, to), to < text.length ? "…" : "");
  }

  /** The text with the evidence in it underlined, where it stands there letter by letter. */
  function underlined(text, snippets) {
    const pieces = [];
    let at = 0;
    for (const [start, snippet] of snippets.map((one) => [text.indexOf(one), one]).sort((a, b) => a[0] - b[0])) {
      if (start < at || !snippet) continue;
      pieces.push(text.slice(at, start), el("u", {}, snippet));
      at = start + snippet.length;
    }
    return el("blockquote", { lang: "zh" }, ...pieces, text.slice(at));
  }

  function hits(one) {
    if (!one.hits.length) return "";
    const rows = one.hits.map((hit, n) => {
      const passage = passages[hit.passage];
      const holds = hit.holds.map((k) => chip(`evidence ${k + 1}`, "good"));
      return el("li", {}, el("details", {},
        el("summary", {}, el("span", { class: "rank" }, String(n + 1)),
          el("span", { class: "name" }, passage.name),
          el("span", { class: "tags" }, ...holds, el("span", { class: "id" }, hit.score))),
        underlined(passage.text, one.evidence)));
    });
    const among = one.hits.filter((hit) => hit.relevant).length;
    const note = one.relevant
      ? `${among} of ${plural(one.relevant, "passage")} with evidence among the first ${one.hits.length}`
      : "";
    const evidence = one.evidence.map((snippet, n) => {
      const rank = one.hits.findIndex((hit) => hit.holds.includes(n));
      return el("li", {}, el("b", {}, `${n + 1} `), snippet,
        el("span", { class: "quiet" }, rank < 0 ? " in none of the hits" : ` first in hit ${rank + 1}`));
    });
    return el("div", {},
      evidence.length ? part("Evidence", el("ul", { class: "plain", lang: "zh" }, ...evidence)) : "",
      part("Hits", note ? el("p", { class: "quiet small" }, note) : "",
        el("ol", { class: "plain hits" }, ...rows)));
  }

  // Why cases are wrong

  function reasons() {
    const wrong = cases.filter(isWrong).length;
    const rows = Object.entries(WRONG).map(([verdict, words]) => {
      const count = cases.filter((one) => one.verdict === verdict).length;
      const bar = el("i");
      bar.style.width = `${wrong ? (100 * count) / wrong : 0}%`;
      return el("button", { type: "button", disabled: count ? undefined : "", click: () => {
        form.reset();
        form.elements.verdict.value = `=${verdict}`;
        apply();
        document.getElementById("cases").scrollIntoView({ behavior: "smooth" });
      } }, el("span", {}, words), el("b", {}, String(count)), el("span", { class: "bar" }, bar));
    });
    document.getElementById("why").append(...rows,
      el("p", { class: "quiet" }, `${wrong} of ${plural(cases.length, "case")} are wrong`));
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  more.addEventListener("click", show);
  reasons();
  apply();
})();
