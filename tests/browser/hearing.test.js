/* A clerk's work: a hearing entered, corrected and moved. */
"use strict";
const assert = require("assert");
const { test } = require("./runner");
const { say } = require("./words");

/* The order of the columns on a court's printed list, the court being its title. */
const ORDER = ["court_id", "code", "date", "time", "end_time", "room", "judge", "subject", "mode",
    "provider_id"];
let number = 0;
const code = () => `${900 + ++number}/${Date.now() % 100000}/TLST-HS`;

/* A day when nobody has a duty yet, another each time. Its number is its month's, so that typing
 * it gives the same day in whatever order the browser has its date field. */
function someDay() {
    const n = String(number % 12 + 1).padStart(2, "0");
    return `${new Date().getUTCFullYear() + 1}-${n}-${n}`;
}

test("a clerk enters a hearing with the keyboard alone, in the order of the printed list",
    async (v) => {
        const page = await v.open("clerk"), number_ = code(), day = someDay();
        await page.goto("/hearings/new");
        await page.focus("#court_id");
        const order = [];
        for (const field of ORDER) {
            order.push(await page.evaluate(() => document.activeElement.id));
            if (field === "date") { /* three parts, and the button that opens the calendar */
                await page.keyboard.type(day.split("-").reverse().join(""));
                for (let i = 0; i < 6; i++) {
                    if (await page.evaluate(() => document.activeElement.id) !== "date") break;
                    await page.keyboard.press("Tab");
                }
                continue;
            }
            if (field === "code") await page.keyboard.type(number_);
            if (field === "time") {
                await page.keyboard.press("Control+A");
                await page.keyboard.type("8h15");
            }
            if (field === "room") await page.keyboard.type("Phòng xử 3");
            if (field === "judge") await page.keyboard.type("Trần Thị Thử");
            await page.keyboard.press("Tab");
        }
        assert.deepEqual(order, ORDER);
        assert.equal(await page.evaluate(() => document.activeElement.textContent),
            say["hearings.save"]);
        assert.equal(await page.inputValue("#date"), day);
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/hearings\/\d+\?done=hearing/);
        assert.equal(await page.textContent("h1"), number_);
        const facts = await page.textContent(".facts");
        for (const fact of [day.split("-").reverse().join("/"), "08:15", "Phòng xử 3", "Trần Thị Thử"])
            assert.ok(facts.includes(fact), `${fact} is on the hearing's page`);
        await page.goto(`/hearings?from=${day}&to=${day}`);
        assert.equal(await page.locator(`a:text-is("${number_}")`).count(), 1, "it is on the list");
    });

test("the day of the week is said beside the date", async (v) => {
    const page = await v.open("clerk");
    await page.goto("/hearings/new");
    await page.fill("#date", "2026-12-03");
    assert.match(await page.textContent("#date + .hint"), /Thứ Năm, 03\/12\/2026/);
});

test("a mistake is shown beside its field, which has the focus, and nothing typed is lost",
    async (v) => {
        const page = await v.open("clerk", { width: 360, height: 640 });
        const typed = { code: code(), date: someDay(), time: "07:30", end_time: "25:10",
            room: "Phòng “A” <1>", judge: "Lê & Lê", subject: "Trộm cắp tài sản",
            mode: "hybrid" };
        await page.goto("/hearings/new");
        for (const [id, value] of Object.entries(typed)) {
            if (id === "mode") await page.selectOption("#mode", value);
            else await page.fill(`#${id}`, value);
        }
        const [reply] = await Promise.all([page.waitForNavigation(), page.click("button.main")]);
        assert.equal(reply.status(), 422);
        for (const [id, value] of Object.entries(typed))
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
        assert.equal(await page.textContent("h1"), typed.code);
    });

test("a date that does not exist is shown beside its field, and nothing typed is lost",
    async (v) => { /* as sent by a browser without date fields */
        const page = await v.open("clerk"), number_ = code();
        await page.goto("/hearings/new");
        await page.evaluate(() => { document.getElementById("date").type = "text"; });
        await page.fill("#code", number_);
        await page.fill("#date", "31/02/2027");
        const [reply] = await Promise.all([page.waitForNavigation(), page.click("button.main")]);
        assert.equal(reply.status(), 422);
        assert.equal(await page.locator("[aria-invalid=true]").getAttribute("id"), "date");
        assert.equal(await page.inputValue("#code"), number_);
    });

test("a hearing moved shows old and new, and who was told", async (v) => {
    const page = await v.open("coordinator"), number_ = code();
    await page.goto("/hearings/new");
    await page.fill("#code", number_);
    await page.fill("#date", someDay());
    await page.selectOption("#provider_id", { index: 1 });
    await page.click("button.main");
    await page.waitForURL(/done=hearing/);
    await page.click("main .button.main");
    await page.fill("#time", "13:30");
    await page.fill("#end_time", "16:00");
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
    await first.fill("#date", someDay());
    await first.click("button.main");
    await first.waitForURL(/done=hearing/);
    const edit = `${new URL(first.url()).pathname}/edit`;
    await first.goto(edit);
    await second.goto(edit);
    await first.fill("#room", "Phòng 1");
    await first.click("form button.main");
    await first.waitForURL(/done=hearing/);
    await second.fill("#room", "Phòng 2");
    await second.click("form button.main");
    assert.equal(await second.textContent("[role=alert]"), say["error.hearing.stale"]);
    assert.equal(await second.inputValue("#room"), "Phòng 2", "what was typed stays");
});
