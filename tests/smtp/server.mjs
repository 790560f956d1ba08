// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// server.mjs plain|starttls|smtps OUT [CERT KEY USER PASSWORD]: a server of outgoing mail
// that others wrote (npm smtp-server). Prints its port; writes each mail to OUT as a line of
// JSON, as another reader of mail (npm postal-mime) understands it.
import { appendFileSync, readFileSync } from "node:fs";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

const [kind, out, cert, key, user, password] = process.argv.slice(2);

const keep = async (bytes, session) => {
    const mail = await PostalMime.parse(bytes);
    const header = name => mail.headers.find(h => h.key === name)?.value;
    appendFileSync(out, JSON.stringify({
        envelope: [session.envelope.mailFrom.address, ...session.envelope.rcptTo.map(r => r.address)],
        user: session.user ?? null, secure: session.secure, from: mail.from, to: mail.to,
        cc: mail.cc ?? null, bcc: mail.bcc ?? null, subject: mail.subject, text: mail.text,
        id: mail.messageId, date: mail.date, auto: header("auto-submitted"),
        language: header("content-language"), attachments: mail.attachments.length,
    }) + "\n");
};

const server = new SMTPServer({
    secure: kind === "smtps",
    ...(cert ? { cert: readFileSync(cert), key: readFileSync(key) } : {}),
    disabledCommands: kind === "plain" ? ["STARTTLS", "AUTH"] : [],
    authOptional: kind === "plain",
    onAuth: (auth, session, done) =>
        auth.username === user && auth.password === password
            ? done(null, { user }) : done(new Error("Invalid username or password")),
    onData: (stream, session, done) => {
        const parts = [];
        stream.on("data", part => parts.push(part));
        stream.on("end", () => keep(Buffer.concat(parts), session).then(() => done(), done));
    },
});
server.on("error", error => console.error(error.message));
server.listen(0, "127.0.0.1", () => console.log(server.server.address().port));
