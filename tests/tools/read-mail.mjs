// Prints what postal-mime and mailparser read in each message named on the command line, as JSON.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";

const sha256 = (data) => createHash("sha256").update(new Uint8Array(data)).digest("hex");
const box = (each) => [each?.name ?? "", each?.address ?? ""];

async function postal(data) {
  const mail = await PostalMime.parse(data);
  const files = mail.attachments.map((each) => [each.filename, each.mimeType, sha256(each.content)]);
  return { subject: mail.subject, from: box(mail.from), to: box(mail.to?.[0]), text: mail.text, html: mail.html, files };
}

async function nodemailer(data) {
  const mail = await simpleParser(data, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true });
  const files = mail.attachments.map((each) => [each.filename, each.contentType, sha256(each.content)]);
  return { subject: mail.subject, from: box(mail.from?.value[0]), to: box(mail.to?.value[0]), text: mail.text, html: mail.html, files };
}

const found = [];
for (const name of process.argv.slice(2)) {
  const data = await readFile(name);
  found.push({ "postal-mime": await postal(data), mailparser: await nodemailer(data) });
}
console.log(JSON.stringify(found));
