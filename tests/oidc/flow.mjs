// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/oidc/flow.mjs BASE DATABASE PROVIDER_PORT: signs in through an identity provider
// as a browser would, then through one that breaks one thing after the other. Prints TAP.
import { execFileSync, spawn } from 'node:child_process'
import { startFake } from './fake.mjs'

const [base, db, port] = process.argv.slice(2)
const vointi = process.env.VOINTI
let number = 0
let bad = 0
function tell(name, ok, seen) {
  if (!ok) bad++
  console.log(`${ok ? 'ok' : 'not ok'} ${++number} - ${name}`)
  if (!ok) console.log(`#   ${JSON.stringify(seen)?.replace(/\\n[^]*(role=.{0,400})[^]*/, '… $1')}`)
}
const run = (words, input) => execFileSync(vointi, [...words, '--db', db], { input, encoding: 'utf8' })
const set = (key, value) => run(['set', key, '-'], `${value}\n`)

// A browser: cookies of each host, no redirection by itself.
class Browser {
  jar = {}
  async ask(url, options = {}) {
    const host = new URL(url).host
    const cookies = Object.entries(this.jar[host] ??= {}).map(([k, v]) => `${k}=${v}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', ...options,
      headers: { ...(cookies && { Cookie: cookies }), ...options.headers } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/)
      if (value && !/expires=Thu, 01 Jan 1970/i.test(line)) this.jar[host][name] = value
      else delete this.jar[host][name]
    }
    const next = answer.headers.get('location')
    return { status: answer.status, headers: answer.headers, body: await answer.text(),
      next: next && new URL(next, url).href }
  }
  get ours() { return this.jar[new URL(base).host] ?? {} }
}

// Through the pages of npm oidc-provider: a name, a consent, and back.
async function signIn(name, path = '/kirjaudu/palvelu', goOn = true) {
  const b = new Browser()
  let a = await b.ask(base + path)
  for (let i = 0; i < 20 && !a.next?.startsWith(`${base}/kirjaudu/paluu`); i++) {
    if (a.next) {
      a = await b.ask(a.next)
      continue
    }
    const action = a.body.match(/action="([^"]+)"/)?.[1]
    if (!action) return { b, a }
    const login = a.body.includes('name="login"')
    a = await b.ask(action, { method: 'POST', body: new URLSearchParams(login
      ? { prompt: 'login', login: name, password: 'x' } : { prompt: 'consent' }) })
  }
  return { b, back: a.next, a: goOn ? await b.ask(a.next) : a }
}

const isIn = async (b, who) => {
  const a = await b.ask(`${base}/tili`)
  return a.status === 200 && a.body.includes(who)
}

// ---- a provider that others wrote ----

const provider = spawn(process.execPath, ['tests/oidc/provider.mjs', port, `${base}/kirjaudu/paluu`],
  { stdio: ['ignore', 'pipe', 'ignore'] })
await new Promise((done, no) => { provider.stdout.once('data', done); provider.once('exit', no) })

tell('no button before it is set up', !(await new Browser().ask(`${base}/kirjaudu`)).body
  .includes('/kirjaudu/palvelu'))
tell('and no page', (await new Browser().ask(`${base}/kirjaudu/palvelu`)).status === 404)
set('oidc_issuer', `http://127.0.0.1:${port}`)
set('oidc_client', 'vointi')
set('oidc_secret', 'sala & sana=1:%')
tell('the secret is not in the database as it is', !run(['visit', 'GET', '/'], '').includes('sala & sana'))
tell('a button', (await new Browser().ask(`${base}/kirjaudu?takaisin=/tyopoyta`)).body
  .includes('/kirjaudu/palvelu?takaisin=%2Ftyopoyta'))

const first = await new Browser().ask(`${base}/kirjaudu/palvelu`)
const asked = new URL(first.next ?? base).searchParams
tell('PKCE, state and nonce go along', asked.get('code_challenge_method') === 'S256' &&
  asked.get('code_challenge')?.length === 43 && asked.get('state')?.length === 43 &&
  asked.get('nonce')?.length === 43 && asked.get('response_type') === 'code', first.next)
tell('nothing of it is kept by others', first.headers.get('cache-control') === 'no-store' &&
  /; HttpOnly; SameSite=Lax/.test(first.headers.get('set-cookie')), first.headers.get('set-cookie'))
tell('state and nonce stand in the cookie only sealed', !first.headers.get('set-cookie')
  .includes(asked.get('state')) && !first.headers.get('set-cookie').includes(asked.get('nonce')))

const kati = await signIn('kati', '/sv/kirjaudu/palvelu?takaisin=/sv/tavoitteet')
tell('somebody who was invited gets in', kati.a.status === 303 && await isIn(kati.b, 'kati@example.org'),
  kati.a)
tell('and where they were going', kati.a.next === `${base}/sv/tavoitteet`, kati.a.next)
tell('the code works once', (await new Browser().ask(kati.back)).status === 400)
tell('and nothing is left in the browser but the session',
  Object.keys(kati.b.ours).join() === 'vointi', kati.b.ours)
tell('what came in is told in the account', (await kati.b.ask(`${base}/tili`)).body
  .includes('Kirjautui organisaation kirjautumispalvelun kautta'))
const nobody = await signIn('kuka')
tell('somebody who was not invited does not', nobody.a.status === 403 &&
  nobody.a.body.includes('kutsunut') && !await isIn(nobody.b, '@'), nobody.a)
const worse = await signIn('paha')
tell('nor an address that was not verified', worse.a.status === 403 && !await isIn(worse.b, '@'), worse.a)
tell('an account of that address stands all the same', run(['visit', 'GET', '/tili', '--as',
  'paha@example.org'], '').includes('paha@example.org'))
const koo = await signIn('koo')
tell('a coordinator is not asked for another factor', koo.a.status === 303 &&
  await isIn(koo.b, 'koo@example.org'), koo.a)
const elsewhere = await signIn('kati', '/kirjaudu/palvelu?takaisin=//evil.example/')
tell('nobody is sent to another site', elsewhere.a.next === `${base}/`, elsewhere.a.next)

set('oidc_groups', 'lape kotka = contact vuosi bertalan-kunta; lape = coordinator vuosi; x = contact poissa y; it = admin')
await signIn('kati')
const desk = run(['visit', 'GET', '/paivitys/2025/bertalan-kunta', '--as', 'kati@example.org', '--headers'], '')
tell('a group gives a role', desk.startsWith('200'), desk.slice(0, 80))
const late = await signIn('kati', undefined, false)
provider.kill()
await new Promise((done) => provider.once('exit', done))
const down = await new Browser().ask(`${base}/kirjaudu/paluu?code=x&state=y`)
tell('what was not begun here is not gone on with', down.status === 400, down.status)
const gone = await late.b.ask(late.back)
tell('a provider that is down is told of, with the other ways', gone.status === 503 &&
  gone.headers.get('retry-after') === '5' && gone.body.includes('name="password"'), gone.status)

// ---- a provider that lies ----

const fake = await startFake()
set('oidc_issuer', fake.issuer)
set('oidc_groups', '')

async function through(mode) {
  const b = new Browser()
  fake.mode = mode
  let a = await b.ask(`${base}/kirjaudu/palvelu`)
  if (a.next?.startsWith(fake.issuer)) a = await b.ask(a.next)
  if (a.next?.startsWith(`${base}/kirjaudu/paluu`)) a = await b.ask(a.next)
  return { status: a.status, b, a, in: await isIn(b, '@') }
}
async function expect(mode, status, name = mode) {
  const r = await through(mode)
  const words = r.a.body.includes('role="alert"') && r.a.body.includes('name="password"')
  tell(`${name}: ${status}, and nobody is in`, r.status === status && !r.in && words,
    { status: r.status, in: r.in, words })
}

await expect('says it is another', 502)
await expect('leads to a file', 502)
await expect('leads elsewhere without TLS', 502)
await expect('about: a page', 502)
await expect('no keys', 502)
fake.subject = 'fake-kati'
fake.email = 'uusi@example.org'
let r = await through('right')
tell('right: in', r.status === 303 && r.in, r.a)
const before = fake.asked['/jwks']
fake.published.push('second')
r = await through('a new key')
tell('a new key is fetched: in', r.status === 303 && r.in && fake.asked['/jwks'] === before + 1,
  [r.a, before, fake.asked])
for (const mode of ['none', 'none in capitals', 'a shared secret', 'the public key as a secret',
  'a stranger’s key', 'a key that it brings along', 'a weak key', 'a curve that is not asked for',
  'a kid of another kind', 'no kid, several keys', 'something critical', 'wrong aud',
  'many aud and no azp', 'azp of another', 'no aud', 'wrong iss', 'expired', 'no exp',
  'exp as a text', 'iat to come', 'iat long ago', 'nbf to come', 'wrong nonce', 'no nonce', 'no sub',
  'empty sub', 'long sub', 'sub as a number', 'groups of numbers', 'a list of claims', 'a redirection',
  'a page', 'deep', 'a long token', 'no token', 'half a token', 'a tampered token',
  'an encrypted token']) await expect(mode, 502)
await expect('huge', 503)
await expect('hangs up', 503)
await expect('an error', 503)
await expect('a refusal', 403)
await expect('denied', 403)
await expect('wrong state', 400)
await expect('iss of another', 400)
for (const mode of ['clocks that differ', 'many aud and azp', 'ES256', 'PS256']) {
  r = await through(mode)
  tell(`${mode}: in`, r.status === 303 && r.in, r.a)
}
for (let i = 0; i < 5; i++) await through('an unknown kid')
tell('unknown keys do not make us ask again and again', fake.asked['/jwks'] === before + 1, fake.asked)
fake.subject = 'fake-2'
await expect('right', 403, 'another subject with the same address')
fake.email = 'kati@example.org'
fake.subject = 'fake-kati'
r = await through('right')
tell('the same subject with another address is the same person', r.in &&
  (await r.b.ask(`${base}/tili`)).body.includes('uusi@example.org'), r.a)

// Slow: bounded, and passwords go on meanwhile.
const began = Date.now()
const slow = [through('silence'), through('silence')]
await new Promise((done) => setTimeout(done, 1500))
const third = await new Browser().ask(`${base}/kirjaudu/palvelu`)
tell('while two wait the third is told to try again', third.status === 503 &&
  third.headers.get('retry-after') === '5', third.status)
const asking = Date.now()
const password = await new Browser().ask(`${base}/kirjaudu`, { method: 'POST',
  body: new URLSearchParams({ email: 'x@example.org', password: 'arvaus vain' }) })
tell('passwords are looked at meanwhile', password.status === 422 && Date.now() - asking < 4000,
  [password.status, Date.now() - asking])
const both = await Promise.all(slow)
tell('a silent provider is given up', both.every((x) => x.status === 503 && !x.in) &&
  Date.now() - began < 20000, [both.map((x) => x.status), Date.now() - began])
await fake.stop()
console.log(`1..${number}`)
process.exit(bad ? 1 : 0)
