// What a person does in Thunderbird; each step waits until the program shows that it is done.
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");

const LIMIT_MS = 30000; // an idle machine needs a hundredth of it

async function until(what, condition) {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const found = condition();
    if (found) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`never came: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

async function started() {
  await until("the main window", () => Services.wm.getMostRecentWindow("mail:3pane")?.document.readyState == "complete");
  await until("the calendar", () => cal.manager.getCalendars().length);
}

function tabs() {
  return Services.wm.getMostRecentWindow("mail:3pane").document.getElementById("tabmail");
}

function calendarNamed(name) {
  return cal.manager.getCalendars().find(one => one.name == name);
}

function ownCalendars() {
  return cal.manager.getCalendars().filter(one => one.type == "storage");
}

// A calIObserver that hears what it is given and nothing else.
function observer(heard) {
  const names = "StartBatch EndBatch Load AddItem ModifyItem DeleteItem Error PropertyChanged PropertyDeleting";
  const deaf = Object.fromEntries(names.split(" ").map(name => [`on${name}`, () => {}]));
  return { QueryInterface: ChromeUtils.generateQI(["calIObserver"]), ...deaf, ...heard };
}

// Lets a mail arrive and opens it. Returns the bar over it: its sentence and the buttons that can be seen.
async function show(raw) {
  const folder = MailServices.accounts.defaultAccount.incomingServer.rootFolder;
  const inbox = folder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox).QueryInterface(Ci.nsIMsgLocalMailFolder);
  const header = inbox.addMessage(raw);
  for (const tab of tabs().tabInfo.slice(1)) {
    tabs().closeTab(tab);
  }
  tabs().openTab("mailMessageTab", { messageURI: inbox.getUriForMsg(header) });
  const page = await until("the mail in its tab", () => tabs().currentAboutMessage);
  // The bar has its object only when the calendar has been asked whether it knows the event.
  await until("the bar over the mail", () => page.msgLoaded && page.calImipBar?.itipItem);
  const buttons = [...page.document.querySelectorAll("#imip-view-toolbar > toolbarbutton")];
  return {
    label: page.document.querySelector("#imip-bar .msgNotificationBarText").textContent,
    buttons: buttons.filter(button => !button.hidden).map(button => button.id),
  };
}

// Presses a button over the open mail and waits until a calendar has changed by it.
async function press(id) {
  const button = tabs().currentAboutMessage.document.getElementById(id);
  if (button.hidden) {
    throw new Error(`${id} cannot be seen`);
  }
  let changed = false;
  const change = () => (changed = true);
  const watch = observer({ onAddItem: change, onModifyItem: change, onDeleteItem: change });
  ownCalendars().forEach(calendar => calendar.addObserver(watch));
  try {
    button.doCommand();
    await until(`a change by ${id}`, () => changed);
  } finally {
    ownCalendars().forEach(calendar => calendar.removeObserver(watch));
  }
}

// What a calendar holds; without a name, all that are the person's own.
async function events(name) {
  const calendars = name ? [calendarNamed(name)] : ownCalendars();
  const all = Ci.calICalendar.ITEM_FILTER_ALL_ITEMS;
  const items = (await Promise.all(calendars.map(one => one.getItemsAsArray(all, 0, null, null)))).flat();
  const clock = time => time.getInTimezone(cal.dtz.defaultTimezone).icalString;
  return items.map(item => ({
    uid: item.id,
    title: item.title,
    start: clock(item.startDate),
    end: clock(item.endDate),
    place: item.getProperty("LOCATION") ?? "",
    answers: item.getAttendees().map(one => one.participationStatus),
  }));
}

// Lets a subscribed calendar be loaded; returns the status codes that the server answered with.
async function loaded(address, start) {
  const codes = [];
  const answers = {
    observe(channel) {
      if (channel.QueryInterface(Ci.nsIHttpChannel).URI.spec == address) {
        codes.push(channel.responseStatus);
      }
    },
  };
  let ended = null;
  const watch = observer({
    onLoad: () => (ended = "loaded"),
    onError: (_calendar, code, message) => (ended = `error ${code.toString(16)} ${message}`),
  });
  Services.obs.addObserver(answers, "http-on-examine-response");
  const calendar = start();
  calendar.addObserver(watch);
  try {
    await until(`an answer from ${address}`, () => codes.length && ended);
  } finally {
    calendar.removeObserver(watch);
    Services.obs.removeObserver(answers, "http-on-examine-response");
  }
  if (ended != "loaded") {
    throw new Error(`${calendar.name}: ${ended}`);
  }
  return codes;
}

// Subscribes as the dialog for a new calendar on the network does.
function subscribe(name, address) {
  return loaded(address, () => {
    const calendar = cal.manager.createCalendar("ics", Services.io.newURI(address));
    calendar.name = name;
    calendar.setProperty("cache.enabled", true);
    cal.manager.registerCalendar(calendar); // which loads it for the first time
    return calendarNamed(name);
  });
}

function refresh(name) {
  const calendar = calendarNamed(name);
  return loaded(calendar.uri.spec, () => {
    calendar.refresh();
    return calendar;
  });
}
