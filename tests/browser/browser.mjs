// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// Looks at pages as a browser does: pictures of them, and the checks that every
// page of Vointi must pass. Uses Debian's chromium; downloads nothing.
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

// WCAG 2.0 to 2.2, levels A and AA, and what axe calls best practice.
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// The four faces of a page that are checked; narrow is the width of WCAG 1.4.10.
export const faces = [
  { name: '1280', width: 1280 },
  { name: '1280 dark', width: 1280, dark: true },
  { name: '390', width: 390 },
  { name: '320', width: 320 },
]

let browser
const scriptless = new WeakSet() // pages without JavaScript

async function start() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  return browser
}

export async function stop() {
  await browser?.close()
  browser = undefined
}

async function open({ width = 1280, dark = false, noJs = false, forced = false, print = false,
  session, url }) {
  const context = await (await start()).newContext({
    viewport: { width, height: width < 700 ? 844 : 900 },
    deviceScaleFactor: width < 700 ? 2 : 1,
    colorScheme: dark ? 'dark' : 'light',
    forcedColors: forced ? 'active' : 'none',
    reducedMotion: 'reduce',
    javaScriptEnabled: !noJs,
    bypassCSP: false,
  })
  if (session) await context.addCookies([{ name: 'vointi', value: session, url }])
  const page = await context.newPage()
  if (noJs) scriptless.add(page)
  if (print) await page.emulateMedia({ media: 'print' })
  return page
}

// Gives a page in a face (with url when there is a session) to walk, and closes it afterwards.
export async function browse(face, walk) {
  const page = await open(face)
  try {
    await walk(page)
  } finally {
    await page.context().close()
  }
}

// A picture of the whole page as file (.png), or of its print as .pdf.
export async function shot(url, file, face = {}) {
  const page = await open({ ...face, url })
  try {
    await page.goto(url, { waitUntil: 'load' })
    await page.reload({ waitUntil: 'load' }) // now the font is in time
    if (file.endsWith('.pdf')) await page.pdf({ path: file, preferCSSPageSize: true, tagged: true })
    else await page.screenshot({ path: file, fullPage: true })
  } finally {
    await page.context().close()
  }
}

// Listens from before the first byte: what the page complains of and where it goes.
function listen(page, host) {
  const heard = { complaints: [], strangers: [] }
  page.on('console', (m) => {
    if (m.type() === 'error' || m.type() === 'warning') heard.complaints.push(m.text())
  })
  page.on('pageerror', (e) => heard.complaints.push(String(e)))
  page.on('request', (r) => {
    const url = new URL(r.url())
    if (url.protocol !== 'data:' && url.host !== host) heard.strangers.push(r.url())
  })
  page.on('requestfailed', (r) => heard.complaints.push(`${r.url()}: ${r.failure().errorText}`))
  return heard
}

// Runs in the page: elements that reach past its right edge, those named that do.
function sidewaysScroll() {
  const room = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= room) return []
  const scrolls = (e) => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX)
  const inScroller = (e) => e && (scrolls(e) || inScroller(e.parentElement))
  const wide = [...document.body.querySelectorAll('*')].filter((e) =>
    e.getBoundingClientRect().right > room + 1 && !inScroller(e.parentElement))
  return wide.slice(-3).map((e) => `${e.tagName.toLowerCase()}.${e.className} ends at ` +
    `${Math.round(e.getBoundingClientRect().right)} of ${room}`).concat('the page scrolls sideways')
}

// axe needs a script in the page, which our own CSP forbids; the browser lets the
// tester in from outside, and the page under test keeps its policy.
async function axe(page) {
  const source = `${await (await import('node:fs/promises')).readFile(axeFile, 'utf8')}
    axe.run({ runOnly: ${JSON.stringify(axeTags)}, resultTypes: ['violations'] })`
  const cdp = await page.context().newCDPSession(page)
  const answer = await cdp.send('Runtime.evaluate', { expression: source, awaitPromise: true,
    returnByValue: true, allowUnsafeEvalBlockedByCSP: true })
  if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception.description)
  return answer.result.value.violations.map((v) =>
    `${v.id}: ${v.help} (${v.nodes.length}): ${v.nodes[0].target.join(' ')} ` +
    v.nodes[0].any.concat(v.nodes[0].all, v.nodes[0].none).map((c) => c.message).join('; '))
}

// What is wrong with a page that somebody stands on. Where no scripts run axe can't either: it
// looks at the same page in a window of its own.
export async function faultsOf(page) {
  if (!scriptless.has(page)) return [...await page.evaluate(sidewaysScroll), ...await axe(page)]
  let faults
  await browse(page.viewportSize(), async (twin) => {
    await twin.context().addCookies(await page.context().cookies())
    await twin.goto(page.url())
    faults = await faultsOf(twin)
  })
  return faults
}

async function send(page, url, form) {
  await page.route(url, (route) => route.continue({ method: 'POST', postData: form, headers:
    { ...route.request().headers(), 'content-type': 'application/x-www-form-urlencoded' } }),
  { times: 1 })
}

// Checks a page in one face. Returns { status, faults: [{ check, text }] }; no
// faults is a pass. status: what the server must answer, for failure pages too; form:
// what is sent to it, as a browser sends a form.
export async function check(url, face = faces[0], { status = 200, form } = {}) {
  const page = await open({ ...face, url })
  const faults = []
  const fault = (name, texts) => texts.forEach((text) => faults.push({ check: name, text }))
  try {
    const heard = listen(page, new URL(url).host)
    if (form) await send(page, url, form)
    const answer = await page.goto(url, { waitUntil: 'load' })
    if (answer.status() !== status) fault('status', [`answered ${answer.status()}, not ${status}`])
    // chromium itself writes a line in the console for every answer of 400 and above
    const own = (complaint) => status >= 400 && complaint.includes(`status of ${status}`)
    fault('quiet', heard.complaints.filter((complaint) => !own(complaint)))
    fault('own host', heard.strangers)
    fault('no style=', await page.evaluate(() => [...document.querySelectorAll('[style]')]
      .slice(0, 3).map((e) => e.outerHTML.slice(0, 120))))
    fault('no sideways scroll', await page.evaluate(sidewaysScroll))
    fault('axe', await axe(page))
    const menu = page.locator('details.v-menu > summary')
    if (face.width === 390 && await menu.isVisible()) {
      await menu.click()
      fault('axe, menu open', await axe(page))
    }
  } finally {
    await page.context().close()
  }
  return faults
}

// The rules that a browser reads from the text of a style sheet, one text each.
export async function rules(text) {
  const page = await open({})
  try {
    return await page.evaluate((css) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      const plain = (s) => s.replace(/\s+/g, ' ').replace(/ ?([,(){}:;>*/+]) ?/g, '$1')
      const walk = (list) => [...list].flatMap((rule) => rule.cssRules?.length && !rule.style
        ? [plain(rule.cssText.split('{')[0]), ...walk(rule.cssRules)] : [plain(rule.cssText)])
      return walk(sheet.cssRules)
    }, text)
  } finally {
    await page.context().close()
  }
}
