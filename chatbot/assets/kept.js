// Runs once in the page, on the component that holds the conversations as JSON: writes them to the
// browser's storage, and takes in what another window of this browser has written there.
const place = "briefing-conversations";
let written = "";

const parse = (text) => {
    try {
        return JSON.parse(text) ?? {};
    } catch {
        return {};
    }
};

watch("value", () => {
    if (!props.value || props.value === written) return;
    written = props.value;
    try {
        sessionStorage.setItem("briefing-open", parse(written).current ?? "");
        if (localStorage.getItem(place) !== written) localStorage.setItem(place, written);
    } catch {
        // Storage is full or switched off: they last as long as the page.
    }
});

addEventListener("storage", (event) => {
    if (event.key !== place) return;
    const [theirs, ours] = [parse(event.newValue), parse(props.value)];
    const when = ({ conversations }) => conversations?.find((one) => one.id === ours.current)?.when;
    // The other window went on with the conversation that is open here: this one goes its own way.
    const current = when(theirs) === when(ours) ? ours.current : "";
    written = JSON.stringify({ ...theirs, current });
    props.value = written;
    trigger("news");
});
