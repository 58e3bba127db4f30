/* Calendars as two JavaScript readers see them: `node readers.js FILE...` prints {reader: {file: [[uid,
 * start, end, title, place], ...]}}, instants in seconds since 1970. */
"use strict";

const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const load = createRequire(path.resolve(__dirname, "../browser/package.json"));
const nodeIcal = load("node-ical");

const words = (value) => (value && typeof value === "object" ? value.val : value) || "";

function withNodeIcal(text) {
    return Object.values(nodeIcal.sync.parseICS(text)).filter((e) => e.type === "VEVENT").map((e) => [
        e.uid, e.start.getTime() / 1000, e.end.getTime() / 1000, words(e.summary), words(e.location)]);
}

function withIcalJs(ICAL, text) {
    const calendar = new ICAL.Component(ICAL.parse(text));
    for (const zone of calendar.getAllSubcomponents("vtimezone"))
        ICAL.TimezoneService.register(zone);
    return calendar.getAllSubcomponents("vevent").map((c) => {
        const e = new ICAL.Event(c);
        return [e.uid, e.startDate.toUnixTime(), e.endDate.toUnixTime(), e.summary, e.location || ""];
    });
}

async function main(files) {
    const ICAL = (await import(load.resolve("ical.js"))).default;
    const told = { "ical.js": {}, "node-ical": {} };
    for (const file of files) {
        const text = fs.readFileSync(file, "utf8");
        told["ical.js"][file] = withIcalJs(ICAL, text);
        told["node-ical"][file] = withNodeIcal(text);
    }
    process.stdout.write(JSON.stringify(told));
}

main(process.argv.slice(2)).catch((e) => {
    process.stderr.write(`${e.stack}\n`);
    process.exitCode = 1;
});
