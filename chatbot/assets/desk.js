// Runs once in the page, on the bar above a document. Clicks on what is HTML of ours become events
// that Python hears: the name before the first dash, the rest as `of`. Gradio looks these up here:
const acts = ["source", "step", "close", "redo", "amend", "follow", "rate", "reopen", "forget"];
const here = "#chat a.cite, #chat button.act, #aside [data-act], #aside [data-copy-link]";
let opener = null;
let stepped = "";

async function copy(text) {
    try {
        await navigator.clipboard.writeText(text);
    } catch {
        // Over plain HTTP from another machine there is no clipboard to write to but this one.
        const box = document.createElement("textarea");
        box.value = text;
        document.body.append(box);
        box.select();
        document.execCommand("copy");
        box.remove();
    }
}

async function copied(button, text, done) {
    const words = button.textContent;
    if (words.startsWith("✓")) return;
    await copy(text);
    button.textContent = done;
    setTimeout(() => (button.textContent = words), 2000);
}

function act(told, clicked) {
    const [name, ...of] = told.split("-");
    if (name === "copy") {
        const words = document.querySelector(`#words-${of[0]}`)?.textContent;
        if (words) copied(clicked, words, `✓ ${clicked.textContent}`);
    } else if (acts.includes(name)) {
        stepped = name === "step" ? told : "";
        if (name === "source") opener = clicked;
        trigger(name, { of });
    }
}

document.addEventListener("click", (event) => {
    const clicked = event.target.closest?.(here);
    if (!clicked || clicked.disabled) return;
    event.preventDefault();
    if (clicked.dataset.copyLink) {
        const link = location.origin + location.pathname + clicked.dataset.copyLink;
        copied(clicked, link, `✓ ${clicked.dataset.done}`);
    } else {
        act(clicked.dataset.act ?? (clicked.id || clicked.getAttribute("href").slice(1)), clicked);
    }
});

document.addEventListener("keydown", (event) => {
    const bar = element.querySelector(".bar");
    if (!bar || !event.target.closest?.("#reader") || event.altKey || event.ctrlKey) return;
    const told = { Escape: "close", ArrowLeft: "step-back", ArrowRight: "step-on" }[event.key];
    const button = told && bar.querySelector(`[data-act="${told}"]:not(:disabled)`);
    if (!button) return;
    event.preventDefault();
    act(told, button);
    stepped = "";
});

function show(tries) {
    const bar = element.querySelector(".bar");
    if (!bar) {
        const elsewhere = !document.activeElement?.matches("body, #reader *");
        if (opener?.isConnected && !elsewhere) opener.focus({ preventScroll: true });
        opener = null;
        // A document that is closed does not come back with a reload.
        const address = new URL(location.href);
        for (const part of ["source", "start", "end"]) address.searchParams.delete(part);
        if (address.href !== location.href) history.replaceState(history.state, "", address);
        return;
    }
    const article = document.querySelector("#reader .document");
    if (bar.dataset.current && article?.dataset.key !== bar.dataset.key) {
        if (tries) setTimeout(() => show(tries - 1), 50);
        return;
    }
    const marks = [...(article?.querySelectorAll("mark") ?? [])];
    for (const mark of marks)
        mark.classList.toggle("current", mark.dataset.number === bar.dataset.current);
    const first = marks.find((mark) => mark.classList.contains("current"));
    first?.scrollIntoView({ block: "center" });
    const pressed = stepped && bar.querySelector(`[data-act="${stepped}"]:not(:disabled)`);
    (pressed || first || bar.querySelector("button")).focus({ preventScroll: true });
}

watch("value", () => show(100));

// A new question comes to the top of the chat, so that its answer is read from its beginning, however
// long it gets; until somebody scrolls or clicks there.
let latest = "";
let following = false;

function follow() {
    const asked = [...document.querySelectorAll("#chat .asked")];
    const question = asked.at(-1);
    const now = question ? `${asked.length} ${question.textContent}` : "";
    if (now !== latest) following = true;
    latest = now;
    const box = question?.closest("[role=log]");
    if (!following || !box) return;
    const row = question.closest(".message-row") ?? question;
    box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - 10;
}

function unfollow(event) {
    if (event.target.closest?.("#chat")) following = false;
}

for (const by of ["wheel", "touchmove", "pointerdown", "keydown"])
    document.addEventListener(by, unfollow, { passive: true });

// What Gradio heads its messages with.
const chinese = { Info: "提示", Warning: "注意", Error: "出错", Success: "完成", Close: "关闭" };

// Gradio names these in its own words, in the browser's language; a message even with all its tags.
// What is seen says it, in the page's language. And buttons are no items of a list. Radio buttons
// of one choice have different names there, so that arrow keys would not lead from one to the next.
function mend() {
    const named = "#chat [role=log], #chat .example, #chat [data-testid]";
    for (const part of document.querySelectorAll(named)) part.removeAttribute("aria-label");
    document.querySelector("#chat .examples")?.removeAttribute("role");
    for (const box of document.querySelectorAll("button[aria-dropeffect]")) {
        const words = box.closest(".block")?.querySelector("[data-testid=block-label]")?.textContent;
        if (words && box.ariaLabel !== words.trim()) box.ariaLabel = words.trim();
    }
    for (const choice of document.querySelectorAll("fieldset")) {
        const [first, ...others] = choice.querySelectorAll("input[type=radio]");
        for (const radio of others) if (radio.name !== first.name) radio.name = first.name;
    }
    if (document.documentElement.lang.startsWith("zh")) {
        for (const title of document.querySelectorAll(".toast-title")) {
            const said = chinese[title.firstChild?.nodeValue.trim()];
            if (said) title.firstChild.nodeValue = said;
        }
        for (const button of document.querySelectorAll(".toast-close[aria-label=Close]"))
            button.ariaLabel = chinese.Close;
    }
    // A long list of options takes the focus, and is gone as soon as it has it.
    for (const list of document.querySelectorAll("ul[role=listbox]")) list.tabIndex = -1;
}

// Whoever works with the keyboard stands nowhere when a button goes away that was pressed: the focus
// moves on to what comes next there. With a finger or mouse it does not, a telephone would open keys.
const homes = {
    "#talk, #aside": "#question textarea",
    "#shelf-list": "#shelf-items input[type=checkbox]",
};
let held = null;
let home = "";
let keys = false;

document.addEventListener("focusin", ({ target }) => {
    held = target;
    home = homes[Object.keys(homes).find((part) => target.closest(part))] ?? "";
});
document.addEventListener("keydown", () => (keys = true), true);
document.addEventListener("pointerdown", () => (keys = false), true);

function refocus() {
    const lost = held && document.activeElement === document.body && !held.checkVisibility();
    if (!lost) return;
    held = null;
    if (keys && home) document.querySelector(home)?.focus({ preventScroll: true });
}

function changed(changes) {
    mend();
    // What is hidden keeps the focus until it has been drawn.
    requestAnimationFrame(() => setTimeout(refocus));
    const inside = ({ target }) => (target.closest ? target : target.parentElement)?.closest("#chat");
    if (changes.some(inside)) follow();
}

mend();
new MutationObserver(changed).observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ["class"],
    characterData: true,
});
