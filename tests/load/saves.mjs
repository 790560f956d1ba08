// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/load/saves.mjs BASE_URL YEAR SECONDS CONTACTS.txt: contacts (a line each:
// organisation's slug, personal link) type in the update view at once; each saves what it
// wrote a second after the last save was answered, as the page's script does. At the end
// every text that was confirmed must be there. Prints what it took.
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

const [base, year, seconds, file] = process.argv.slice(2)
const contacts = readFileSync(file, 'utf8').trim().split('\n').map((line) => {
  const [slug, link] = line.split(' ')
  return { slug, link, agent: new Agent({ keepAlive: true, maxSockets: 1 }) }
})
const took = []
const odd = {} // statuses that were not 200
let saves = 0

function ask(contact, method, path, body = '') {
  const headers = { Cookie: `vointi=${contact.session ?? ''}` }
  if (body) headers['Content-Type'] = 'application/x-www-form-urlencoded'
  return new Promise((done, broken) => {
    const r = request(new URL(path, base), { method, headers, agent: contact.agent }, (answer) => {
      let text = ''
      answer.on('data', (part) => { text += part })
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, text }))
    })
    r.on('error', broken)
    r.end(body)
  })
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms))
const desk = (contact) => `/paivitys/${year}/${contact.slug}.json`

async function comeIn(contact) {
  const answer = await ask(contact, 'POST', contact.link)
  contact.session = answer.headers['set-cookie'][0].match(/^vointi=([^;]+)/)[1]
  contact.entry = JSON.parse((await ask(contact, 'GET', desk(contact))).text).entries[0].entry
  contact.rev = ''
}

async function type(contact, until) {
  await pause(Math.random() * 1000)
  for (let i = 0; Date.now() < until; i++) {
    const words = `${contact.slug} kertoo ${i}`
    const body = new URLSearchParams({ [`rev-${contact.entry}`]: contact.rev,
      [`status-${contact.entry}`]: 'progress', [`done-${contact.entry}`]: words })
    const began = performance.now()
    const answer = await ask(contact, 'POST', desk(contact), body.toString())
    took.push(performance.now() - began)
    if (answer.status === 200) {
      saves++
      contact.rev = JSON.parse(answer.text).entries.find((e) => e.entry === contact.entry).rev
      contact.confirmed = words
    } else odd[answer.status] = (odd[answer.status] ?? 0) + 1
    await pause(1000)
  }
}

async function isThere(contact) {
  const told = JSON.parse((await ask(contact, 'GET', desk(contact))).text)
  return JSON.stringify(told).includes(`"${contact.confirmed}"`)
}

for (const contact of contacts) await comeIn(contact)
const until = Date.now() + seconds * 1000
await Promise.all(contacts.map((contact) => type(contact, until)))
let lost = 0
for (const contact of contacts) lost += !await isThere(contact)
took.sort((a, b) => a - b)
const at = (share) => took[Math.floor(took.length * share)].toFixed(1)
console.log(`${contacts.length} contacts for ${seconds} s: ${saves} saves, p50 ${at(0.5)} ms, ` +
  `p99 ${at(0.99)} ms, longest ${took.at(-1).toFixed(1)} ms; other statuses ` +
  `${JSON.stringify(odd)}; confirmed texts that are not there: ${lost}`)
process.exit(lost || Object.keys(odd).length ? 1 : 0)
