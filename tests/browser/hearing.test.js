/* A clerk's work: hearings entered from a printed list, corrected and moved. */
"use strict";
const assert = require("assert");
const { test } = require("./runner");
const { assertAccessible } = require("./accessible");
const { typist } = require("./typist");
const { say } = require("./words");

/* The order of the columns on a court's printed list, the court being its title. */
const ORDER = ["court_id", "code", "date", "time", "end_time", "room", "judge", "subject", "mode",
    "provider_id"];
let number = 0;
const code = () => `${900 + ++number}/${Date.now() % 100000}/TLST-HS`;

/* A day when nobody has a duty yet, another each time and in each run; always a coming one. */
const RUN = Math.floor(Date.now() / 1000);
function someDay() {
    const n = String(number % 12 + 1).padStart(2, "0");
    let year = new Date().getUTCFullYear() + 1 + RUN % 60;
    while (new Date(`${year}-${n}-${n}`).getUTCDay() % 6 === 0) year++; // no court sits at a weekend
    return `${year}-${n}-${n}`;
}
const typed = (day) => day.split("-").reverse().join("/");
const focused = (page) => page.evaluate(() => document.activeElement.id);

test("a clerk enters a hearing with the keyboard alone, in the order of the printed list",
    async (v) => {
        const page = await v.open("clerk"), number_ = code(), day = someDay();
        const values = { code: number_, date: typed(day), time: "8h15", room: "Phòng xử 3",
            judge: "Trần Thị Thử" };
        await page.goto("/hearings/new");
        assert.equal(await focused(page), "code", "the court stands there, the number is asked");
        await page.focus("#court_id");
        const order = [];
        for (const field of ORDER) {
            order.push(await focused(page));
            if (values[field]) await page.keyboard.type(values[field]); /* over what stood there */
            await page.keyboard.press("Tab");
        }
        assert.deepEqual(order, ORDER);
        assert.equal(await page.evaluate(() => document.activeElement.textContent),
            say["hearings.save_another"]);
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.activeElement.textContent),
            say["hearings.save"]);
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/hearings\/\d+\?done=hearing/);
        assert.ok((await page.textContent("h1")).startsWith(number_));
        const facts = await page.textContent(".facts");
        for (const fact of [typed(day), "08:15", "Phòng xử 3", "Trần Thị Thử"])
            assert.ok(facts.includes(fact), `${fact} is on the hearing's page`);
        await page.goto(`/hearings?from=${day}&to=${day}`);
        assert.equal(await page.locator(`a:text-is("${number_}")`).count(), 1, "it is on the list");
    });

test("the day of the week is said beside the date, however short it is typed", async (v) => {
    const page = await v.open("clerk"), year = new Date().getFullYear();
    const day = new Intl.DateTimeFormat("vi", { weekday: "long", day: "2-digit", month: "2-digit",
        year: "numeric", timeZone: "UTC" });
    await page.goto("/hearings/new");
    for (const text of ["3/12/2031", "3 12 31", "03122031", "3-12-2031"]) {
        await page.fill("#date", text);
        assert.match(await page.textContent("#date + .hint"), /Thứ Tư, 03\/12\/2031/, text);
    }
    await page.fill("#date", "31/12");
    assert.equal(await page.textContent("#date + .hint"), day.format(Date.UTC(year, 11, 31)));
    await page.fill("#date", "31/2");
    assert.equal(await page.textContent("#date + .hint"), "", "of no day nothing is said");
});

test("a court's usual hours are one press away", async (v) => {
    const page = await v.open("clerk", { width: 360, height: 640 });
    await page.goto("/hearings/new");
    await page.click('.hint button:text-is("13:30")');
    assert.equal(await page.inputValue("#time"), "13:30");
    assert.equal(await focused(page), "time");
});

test("a mistake is shown beside its field, which has the focus, and nothing typed is lost",
    async (v) => {
        const page = await v.open("clerk", { width: 360, height: 640 });
        const given = { code: code(), date: typed(someDay()), time: "07:30", end_time: "25:10",
            room: "Phòng “A” <1>", judge: "Lê & Lê", subject: "Trộm cắp tài sản",
            mode: "hybrid" };
        await page.goto("/hearings/new");
        for (const [id, value] of Object.entries(given)) {
            if (id === "mode") await page.selectOption("#mode", value);
            else await page.fill(`#${id}`, value);
        }
        const [reply] = await Promise.all([page.waitForNavigation(), page.click("button.main")]);
        assert.equal(reply.status(), 422);
        for (const [id, value] of Object.entries(given))
            assert.equal(await page.inputValue(`#${id}`), value, id);
        const field = page.locator("[aria-invalid=true]");
        assert.equal(await field.count(), 1);
        assert.equal(await field.getAttribute("id"), "end_time");
        assert.equal(await page.evaluate(() => document.activeElement.id), "end_time");
        const text = page.locator(`#${await field.getAttribute("aria-describedby")}`);
        assert.equal(await text.textContent(), say["error.field.time"].replace("{value}", "25:10"));
        const gap = (await text.boundingBox()).y - (await field.boundingBox()).y;
        assert.ok(gap > 0 && gap < 70, `the sentence stands ${gap} px below its field`);
        await v.picture("hearing-error-clerk-360");
        await page.setViewportSize({ width: 1280, height: 800 });
        await v.picture("hearing-error-clerk-1280");
        await page.fill("#end_time", "10:00");
        await page.click("button.main");
        await page.waitForURL(/\/hearings\/\d+\?done=hearing/);
        assert.ok((await page.textContent("h1")).startsWith(given.code));
    });

test("a date that does not exist is shown beside its field, and nothing typed is lost",
    async (v) => {
        const page = await v.open("clerk"), number_ = code();
        await page.goto("/hearings/new");
        await page.fill("#code", number_);
        await page.fill("#date", "31/02/2027");
        const [reply] = await Promise.all([page.waitForNavigation(), page.click("button.main")]);
        assert.equal(reply.status(), 422);
        assert.equal(await page.locator("[aria-invalid=true]").getAttribute("id"), "date");
        assert.equal(await page.inputValue("#date"), "31/02/2027", "as it was typed");
        assert.equal(await page.inputValue("#code"), number_);
    });

test("a hearing moved shows old and new, and who was told", async (v) => {
    const page = await v.open("coordinator"), number_ = code();
    await page.goto("/hearings/new");
    await page.fill("#code", number_);
    await page.fill("#date", typed(someDay()));
    await page.selectOption("#provider_id", { index: 1 });
    await page.click("button.main");
    await page.waitForURL(/done=hearing/);
    await page.click("main a[href$='/edit']");
    await page.fill("#time", "13:30");
    await page.fill("#end_time", "16:00");
    await page.selectOption("#change", "change");
    await page.click("form button.main");
    await page.waitForURL(/done=hearing/);
    const history = await page.textContent("main ol");
    assert.ok(history.includes("07:30") && history.includes("13:30"), history);
    assert.ok((await page.textContent("main")).includes(say["hearings.told"]));
    await v.picture("hearing-moved-coordinator-1280");
});

test("two people who edit one hearing do not overwrite each other", async (v) => {
    const first = await v.open("coordinator"), second = await v.open("coordinator"), number_ = code();
    await first.goto("/hearings/new");
    await first.fill("#code", number_);
    await first.fill("#date", typed(someDay()));
    await first.click("button.main");
    await first.waitForURL(/done=hearing/);
    const edit = `${new URL(first.url()).pathname}/edit`;
    await first.goto(edit);
    await second.goto(edit);
    await first.fill("#room", "Phòng 1");
    await first.selectOption("#change", "correction");
    await first.click("form button.main");
    await first.waitForURL(/done=hearing/);
    await second.fill("#room", "Phòng 2");
    await second.selectOption("#change", "correction");
    await second.click("form button.main");
    assert.equal(await second.textContent("[role=alert]"), say["error.hearing.stale"]);
    assert.equal(await second.inputValue("#room"), "Phòng 2", "what was typed stays");
});

/* A printed list: the docket number, what differs from the line above, and the charge. */
const FIRST = 10 + RUN % 18; /* of September */
const LIST = [
    { date: `${FIRST}/9`, room: "2", judge: "Võ Thị Lê", subject: "Đánh bạc" },
    { time: "8h", subject: "Trộm cắp tài sản" },
    { time: "830", subject: "Cố ý gây thương tích" },
    { time: "9h30", subject: "Mua bán ma túy" },
    { time: "10:00", end_time: "1130" },
    { time: "13h30", room: "4", subject: "Ly hôn" },
    { time: "1430", subject: "Tranh chấp đất" },
    { date: `${FIRST + 1}/9`, judge: "Lý Thị Hoa", subject: "Đánh bạc" },
    { time: "8h", online: "Trại giam" },
    { time: "8h", warned: true },
];

/* From the field that has the focus, the number, to the one where nothing more is typed. */
async function enter(keys, row, number_) {
    const fields = ["code", "date", "time", "end_time", "room", "judge", "subject"];
    const last = row.online ? "mode" : fields.filter((f) => row[f]).pop() || "code";
    for (const field of [...fields, "mode"]) {
        const text = field === "code" ? number_ : row[field];
        if (text) await keys.type(text);
        if (field === last) break;
        await keys.press("Tab");
    }
    if (row.online) { /* the provider sits at the component point */
        await keys.press("ArrowDown");
        await keys.press("Tab");
        await keys.press("ArrowDown", 2);
        await keys.press("Tab");
        await keys.type(row.online);
    }
    await keys.press("Enter");
}

test("ten hearings of a printed list go in by the keyboard alone, each under 60 keys", async (v) => {
    const page = await v.open("clerk"), keys = await typist(page), run = Date.now() % 1000;
    const year = new Date().getUTCFullYear() + (new Date().getUTCMonth() >= 8 ? 1 : 0), used = [];
    await page.goto("/hearings/new");
    await keys.count();
    for (const [i, row] of LIST.entries()) {
        const number_ = `${run + i}/${year}/TLST-HS`;
        assert.equal(await focused(page), "code", `line ${i + 1}: the number is asked first`);
        await enter(keys, row, number_);
        if (row.warned) { /* the same room at the same hour */
            await page.waitForSelector("#warnings");
            await keys.press("Tab");
            assert.equal(await page.evaluate(() => document.activeElement.textContent),
                say["hearings.save_anyway"]);
            await keys.press("Enter");
        }
        await page.waitForSelector(`.done a:text-is("${number_}")`);
        used.push(await keys.count());
    }
    console.log(`     keys: ${used.join(", ")}`);
    assert.ok(used.every((n) => n > 20 && n < 60), `keys of each: ${used}`);
    const { hearings } = await v.json(page, `/hearings?from=${year}-09-${FIRST}&to=${year}-09-${FIRST + 1}`);
    const ours = hearings.filter((h) => Number(h.code.split("/")[0]) - run in LIST);
    assert.deepEqual(ours.map((h) => `${h.date.slice(5)} ${h.time}-${h.end} ${h.room} ${h.judge}`).sort(), [
        `09-${FIRST} 07:30-11:00 2 Võ Thị Lê`, `09-${FIRST} 08:00-11:30 2 Võ Thị Lê`,
        `09-${FIRST} 08:30-12:00 2 Võ Thị Lê`,
        `09-${FIRST} 09:30-13:00 2 Võ Thị Lê`, `09-${FIRST} 10:00-11:30 2 Võ Thị Lê`,
        `09-${FIRST} 13:30-17:00 4 Võ Thị Lê`,
        `09-${FIRST} 14:30-18:00 4 Võ Thị Lê`, `09-${FIRST + 1} 07:30-11:00 4 Lý Thị Hoa`,
        `09-${FIRST + 1} 08:00-11:30 4 Lý Thị Hoa`,
        `09-${FIRST + 1} 08:00-11:30 4 Lý Thị Hoa`]);
    assert.equal(ours.filter((h) => h.mode === "online").length, 1);
});

test("a defender who is busy is told before saving, with the hours that are free", async (v) => {
    const page = await v.open("coordinator"), first = code(), day = typed(someDay());
    const save = async (number_, time) => {
        await page.goto("/hearings/new");
        await page.fill("#code", number_);
        await page.fill("#date", day);
        await page.fill("#time", time);
        await page.selectOption("#provider_id", { index: 3 });
        await page.keyboard.press("Enter");
    };
    await save(first, "7h30");
    await page.waitForSelector(`.done a:text-is("${first}")`);
    const second = code();
    await save(second, "0830");
    const box = page.locator("#warnings");
    await box.waitFor();
    const name = await page.locator("#provider_id option:checked").textContent();
    const said = (await box.textContent()).replace(/\s+/g, " ");
    assert.ok(said.includes(`${name} ${say["hearings.busy"]} 07:30–11:00`), said);
    assert.match(said, new RegExp(`${say["hearings.free"]} ${day}: 13:30–17:00`));
    assert.equal(await page.inputValue("#time"), "0830", "what was typed stays");
    assert.equal(await focused(page), "warnings", "a screen reader begins there");
    await assertAccessible(page);
    await v.picture("hearing-warned-coordinator-1280");
    await page.setViewportSize({ width: 360, height: 640 });
    await v.picture("hearing-warned-coordinator-360");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${wide} px`);
    await page.fill("#time", "1330");
    await page.keyboard.press("Enter");
    await page.waitForSelector(`.done a:text-is("${second}")`);
    await v.picture("hearing-saved-coordinator-360");
});

test("the same hearing twice, and a case that has one already, are told before saving", async (v) => {
    const page = await v.open("clerk"), number_ = code(), day = typed(someDay());
    const save = async (date, time, number = number_) => {
        await page.goto("/hearings/new");
        await page.fill("#code", number);
        await page.fill("#date", date);
        await page.fill("#time", time);
        await page.click("button.main");
    };
    const anyway = page.locator(`button:text-is("${say["hearings.save_anyway"]}")`);
    await save(day, "9h");
    await page.waitForURL(/done=hearing/);
    await save(day, "9h");
    assert.ok((await page.textContent("#warnings")).includes(say["hearings.warn_it"]));
    assert.equal(await anyway.count(), 0, "twice the same cannot be saved");
    await save(day, "14h", number_.toLowerCase().replace("/", " / "));
    assert.ok((await page.textContent("#warnings")).includes(say["hearings.warn_same"]));
    await anyway.click();
    await page.waitForURL(/done=hearing/);
});

test("online asks where the provider sits, in person does not", async (v) => {
    const page = await v.open("clerk");
    await page.goto("/hearings/new");
    const component = page.locator("#component");
    assert.ok(!await component.isVisible());
    await page.selectOption("#mode", "online");
    assert.ok(await component.isVisible());
    assert.ok(!await component.evaluate((e) => e.required));
    await page.selectOption("#sits", "component");
    assert.ok(await component.evaluate((e) => e.required));
    await page.selectOption("#sits", "central");
    assert.ok(await page.locator("#room").evaluate((e) => e.required));
    await assertAccessible(page);
    await page.selectOption("#mode", "in_person");
    assert.ok(!await page.locator("#room").evaluate((e) => e.required));
});

test("an edit asks whether people must be told, and a correction tells nobody", async (v) => {
    const page = await v.open("coordinator"), number_ = code();
    await page.goto("/hearings/new");
    await page.fill("#code", number_);
    await page.fill("#date", typed(someDay()));
    await page.selectOption("#provider_id", { index: 2 });
    await page.click("button.main");
    await page.waitForURL(/done=hearing/);
    const there = new URL(page.url()).pathname;
    const told = async () => (await v.json(page, there)).told.length;
    const before = await told();
    assert.ok(before > 0);
    await page.goto(`${there}/edit`);
    await page.fill("#room", "Phòng 9");
    await page.click("button.main");
    assert.equal(await focused(page), "change", "the browser asks for an answer");
    await page.selectOption("#change", "correction");
    await page.click("button.main");
    await page.waitForURL(/done=hearing/);
    assert.equal(await told(), before);
    await page.goto(`${there}/edit`);
    await page.fill("#time", "14h");
    await page.fill("#end_time", "16h");
    await page.selectOption("#change", "change");
    await page.click("button.main");
    await page.waitForURL(/done=hearing/);
    const notices = (await v.json(page, there)).told;
    assert.ok(notices.some((n) => n.template === "hearing.assigned" || n.template === "hearing.moved"));
});
