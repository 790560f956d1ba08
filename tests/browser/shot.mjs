// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/browser/shot.mjs URL FILE.png|FILE.pdf [WIDTH] [dark] [forced] [print] [nojs]
//   [session=TOKEN]
import { shot, stop } from './browser.mjs'

const [url, file, ...more] = process.argv.slice(2)
if (!url || !file) {
  console.error('use: node tests/browser/shot.mjs URL FILE.png|FILE.pdf ' +
    '[WIDTH] [dark] [forced] [print] [nojs]')
  process.exit(2)
}
await shot(url, file, {
  width: Number(more.find((m) => /^\d+$/.test(m)) ?? 1280),
  dark: more.includes('dark'),
  forced: more.includes('forced'),
  print: more.includes('print'),
  noJs: more.includes('nojs'),
  session: more.find((m) => m.startsWith('session='))?.slice(8),
}).catch((e) => {
  console.error(e.message)
  process.exitCode = 1
})
await stop()
