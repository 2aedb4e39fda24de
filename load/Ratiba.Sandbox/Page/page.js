// The customer's phone: everything it shows comes from the sandbox's own routes, so a reload shows the same conversation.
const $ = (id) => document.getElementById(id);
const ticks = { sending: "◷", accepted: "✓", acked: "✓✓", sent: "✓", delivered: "✓✓", read: "✓✓", failed: "!" };
const words = { sending: "sending", accepted: "accepted", acked: "received by the server", sent: "sent", delivered: "delivered", read: "read", failed: "failed" };
const store = {
  get phone() { return localStorage.getItem("phone") ?? "254712345678"; },
  set phone(value) { localStorage.setItem("phone", value); },
  get name() { return localStorage.getItem("name") ?? "Wanjiku"; },
  set name(value) { localStorage.setItem("name", value); },
  get account() { return localStorage.getItem("account") ?? ""; },
  set account(value) { localStorage.setItem("account", value); },
};

let accounts = [];
let bubbles = new Map();
let events;

const account = () => accounts.find((one) => one.phone_number_id === store.account);

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

async function loadAccounts() {
  accounts = await (await fetch("/sandbox/accounts")).json();
  if (!account()) store.account = accounts[0]?.phone_number_id ?? "";
  $("account").replaceChildren(...accounts.map((one) => new Option(one.name, one.phone_number_id, false, one.phone_number_id === store.account)));
  if (accounts.length === 0) $("account").replaceChildren(new Option("No business yet", ""));
  const name = account()?.name ?? "?";
  $("avatar").textContent = name.split(/\s+/).slice(0, 2).map((word) => word[0]).join("").toUpperCase();
}

async function loadTalk() {
  bubbles = new Map();
  if (store.account) {
    const found = await fetch(`/sandbox/conversations/${encodeURIComponent(store.phone)}?phone_number_id=${encodeURIComponent(store.account)}`);
    for (const bubble of await found.json()) bubbles.set(bubble.id, bubble);
  }
  draw();
}

function draw() {
  const talk = $("talk");
  const all = [...bubbles.values()].sort((a, b) => a.seq - b.seq);
  const items = [];
  let day = "";
  for (const bubble of all) {
    const at = new Date(bubble.at);
    const today = at.toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long" });
    if (today !== day) items.push(element("li", "day", day = today));
    items.push(drawBubble(bubble, at, bubble === all.at(-1)));
  }
  if (items.length === 0) {
    items.push(element("li", "empty", store.account
      ? `You are ${store.name} on +${store.phone}. Say hello, ask for a price, or book a time.`
      : "No business number is known yet. Start Ratiba with a demo tenant, or enter a number under ⋮."));
  }
  talk.replaceChildren(...items);
  talk.scrollTop = talk.scrollHeight;
}

function drawBubble(bubble, at, isLast) {
  const item = element("li", `item ${bubble.direction}`);
  const body = element("div", "bubble");
  if (bubble.type === "template") body.append(element("span", "kind", "template"), document.createElement("br"));
  if (bubble.header) body.append(element("strong", "head", bubble.header));
  body.append(bubble.text);
  if (bubble.footer) body.append(element("span", "foot", bubble.footer));
  const meta = element("div", "meta");
  meta.append(element("time", "", at.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })));
  const tick = element("span", `ticks ${bubble.status}`, ticks[bubble.status] ?? "");
  tick.title = words[bubble.status] ?? bubble.status;
  tick.setAttribute("aria-label", tick.title);
  meta.append(tick);
  body.append(meta);
  item.append(body);
  if (bubble.choices.length > 0) item.append(drawChoices(bubble, isLast));
  return item;
}

function drawChoices(bubble, isLast) {
  const chips = element("div", "chips");
  // Messenger's and Instagram's quick replies vanish once another message came; WhatsApp's stay, as here.
  const gone = bubble.channel !== "whatsapp" && !isLast;
  if (bubble.type === "list") {
    const open = element("button", "chip list", bubble.list_label ?? "Choose");
    open.onclick = () => openSheet(bubble);
    chips.append(open);
    return chips;
  }
  for (const choice of bubble.choices) {
    const chip = element("button", "chip", choice.title);
    chip.disabled = gone;
    chip.onclick = () => send({ tap: { id: choice.id, title: choice.title, kind: "button" }, reply_to: bubble.id });
    chips.append(chip);
  }
  return chips;
}

function openSheet(bubble) {
  $("sheet-title").textContent = bubble.list_label ?? "Choose";
  $("sheet-rows").replaceChildren(...bubble.choices.map((choice) => {
    const row = element("li");
    const button = element("button", "", choice.title);
    if (choice.description) button.append(element("small", "", choice.description));
    button.onclick = () => {
      closeSheet();
      send({ tap: { id: choice.id, title: choice.title, kind: "list" }, reply_to: bubble.id });
    };
    row.append(button);
    return row;
  }));
  $("sheet").hidden = false;
  $("sheet-rows").querySelector("button")?.focus();
}

function closeSheet() {
  $("sheet").hidden = true;
  $("text").focus();
}

async function send(message) {
  if (!store.account) return;
  const answer = await fetch("/sandbox/messages", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ phone: store.phone, name: store.name, phone_number_id: store.account, channel: account()?.channel ?? "whatsapp", ...message }),
  });
  if (!answer.ok) $("state").textContent = `the server answered ${(await answer.json().catch(() => ({}))).status ?? answer.status}`;
}

function listen() {
  events?.close();
  events = new EventSource(`/sandbox/events?phone=${encodeURIComponent(store.phone)}`);
  events.onopen = () => { $("state").textContent = `as ${store.name}, +${store.phone}`; loadTalk(); };
  events.onerror = () => { $("state").textContent = "reconnecting…"; };
  events.addEventListener("bubble", (event) => {
    const bubble = JSON.parse(event.data);
    if (!accounts.some((one) => one.phone_number_id === bubble.phone_number_id)) loadAccounts();
    if (bubble.phone_number_id !== store.account) return;
    bubbles.set(bubble.id, bubble);
    draw();
  });
}

$("compose").onsubmit = (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  $("text").value = "";
  send({ text });
};
$("text").onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("compose").requestSubmit();
  }
};
$("account").onchange = async () => {
  store.account = $("account").value;
  await loadAccounts();
  await loadTalk();
};
$("settings").onclick = () => {
  const drawer = $("drawer");
  drawer.hidden = !drawer.hidden;
  $("settings").setAttribute("aria-expanded", String(!drawer.hidden));
  $("phone").value = store.phone;
  $("name").value = store.name;
};
$("fresh").onclick = () => { $("phone").value = `2547${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`; };
$("drawer").onsubmit = async (event) => {
  event.preventDefault();
  store.phone = $("phone").value.replace(/[^0-9A-Za-z.]/g, "");
  store.name = $("name").value.trim() || "Wanjiku";
  const other = $("other").value.trim();
  if (other) {
    await fetch("/sandbox/accounts", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ phone_number_id: other, name: other, channel: "whatsapp" }),
    });
    store.account = other;
    $("other").value = "";
  }
  $("drawer").hidden = true;
  $("settings").setAttribute("aria-expanded", "false");
  await loadAccounts();
  listen();
};
$("sheet").onclick = (event) => { if (event.target === $("sheet")) closeSheet(); };
$("sheet-close").onclick = closeSheet;
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !$("sheet").hidden) closeSheet(); });

await loadAccounts();
listen();
