/* A telephone operator's SMS centre over SMPP: `node smpp.js PORT`. What becomes of a text is said by the
 * end of its number, so that a test can ask for it:
 *   ..11 no such number (refused at once)   ..12 later "undeliverable"   ..13 later "expired"
 *   ..14 the first try is throttled     ..15 never a word of it      else delivered
 * Prints a line of JSON for each thing that happens. A line "FROM TO TEXT" on standard input is a text of
 * somebody, in UCS-2. */
"use strict";

const path = require("path");
const readline = require("readline");
const { createRequire } = require("module");

const smpp = createRequire(path.resolve(__dirname, "../browser/package.json"))("smpp");

const tries = new Map();
let next = 1;
let box = null; // the last who bound: Kannel

const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");

const STAT = { 12: "UNDELIV", 13: "EXPIRED", 15: null };

function report(session, pdu, id) {
    const end = pdu.destination_addr.slice(-2);
    const stat = end in STAT ? STAT[end] : "DELIVRD";
    if (!stat)
        return;
    const text = `id:${id} sub:001 dlvrd:001 submit date:2611230000 done date:2611230001 ` +
        `stat:${stat} err:000 text:`;
    session.deliver_sm({
        source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4,
        short_message: { message: text }, receipted_message_id: id,
    });
}

function submit(session, pdu) {
    const to = pdu.destination_addr;
    const end = to.slice(-2);
    const n = (tries.get(to) || 0) + 1;
    tries.set(to, n);
    say({ event: "submit", to, n, coding: pdu.data_coding });
    if (end === "11")
        return session.send(pdu.response({ command_status: smpp.ESME_RINVDSTADR }));
    if (end === "14" && n === 1)
        return session.send(pdu.response({ command_status: smpp.ESME_RTHROTTLED }));
    const id = String(next++);
    session.send(pdu.response({ message_id: id }));
    return setTimeout(report, 50, session, pdu, id);
}

const server = smpp.createServer((session) => {
    for (const kind of ["bind_transceiver", "bind_receiver", "bind_transmitter"]) {
        session.on(kind, (pdu) => {
            session.send(pdu.response());
            box = session;
            say({ event: "bound" });
        });
    }
    session.on("submit_sm", (pdu) => submit(session, pdu));
    session.on("enquire_link", (pdu) => session.send(pdu.response()));
    session.on("unbind", (pdu) => session.send(pdu.response()));
    session.on("error", () => {});
});

server.listen(Number(process.argv[2]), "127.0.0.1", () => say({ event: "listening" }));

readline.createInterface({ input: process.stdin }).on("line", (line) => {
    const [from, to, ...words] = line.split(" ");
    box.deliver_sm({
        source_addr: from, destination_addr: to, data_coding: 8,
        short_message: Buffer.from(words.join(" "), "utf16le").swap16(),
    });
});
