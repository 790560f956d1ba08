// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/browser/self.mjs [PORT]: tests the style sheet on the gallery, and
// the checks themselves on a page with faults: a check that finds nothing there
// would find nothing anywhere. Prints TAP.
import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { check, faces, rules, stop } from './browser.mjs'
import { serve } from './gallery.mjs'

const port = Number(process.argv[2] ?? 4812)
const server = await serve(port)
const at = (path) => `http://127.0.0.1:${port}${path}`
const root = new URL('../../', import.meta.url).pathname
let number = 0
let bad = 0

function tell(ok, what, more = []) {
  number++
  if (!ok) bad++
  console.log(`${ok ? 'ok' : 'not ok'} ${number} - ${what}`)
  for (const line of ok ? [] : more) console.log(`#   ${line}`)
}

for (const path of ['/', '/tekstit', '/?kuka=30']) {
  for (const face of faces) {
    const faults = await check(at(path), face)
    tell(!faults.length, `${path} at ${face.name}`, faults.map((f) => `${f.check}: ${f.text}`))
  }
}

const found = await check(at('/viat'), faces.at(-1))
for (const name of ['quiet', 'own host', 'no style=', 'no sideways scroll', 'axe']) {
  tell(found.some((f) => f.check === name), `the page with faults fails: ${name}`)
}
const absent = await check(at('/eiole'), faces[0])
tell(absent.some((f) => f.check === 'status'), 'a page that is not there fails: status')
tell(!(await check(at('/eiole'), faces[0], { status: 404 })).length,
  'a failure page that was expected passes')

const plain = await rules(execFileSync(root + 'tools/css', ['plain'],
  { encoding: 'utf8', maxBuffer: 1 << 24 }))
const small = await rules(await readFile(root + 'out/gen/plain/vointi.css', 'utf8'))
const differs = plain.findIndex((rule, i) => rule !== small[i])
tell(plain.length > 600 && plain.length === small.length && differs < 0,
  'a browser reads the same rules from the sheet before and after its white space went',
  [`${plain.length} and ${small.length} rules`, plain[differs], small[differs]])

server.close()
await stop()
console.log(`1..${number}`)
console.log(`# ${number - bad} passed, ${bad} failed`)
process.exit(bad ? 1 : 0)
