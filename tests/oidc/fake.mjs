// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// A provider that answers as badly as it is told: startFake() gives { issuer, mode }. Each
// mode breaks one thing; "right" breaks nothing.
import { createHash, createHmac, createSign, constants, generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'

const b64 = (x) => Buffer.from(typeof x === 'string' ? x : JSON.stringify(x)).toString('base64url')
const pair = (type, options) => generateKeyPairSync(type, options)
const rsa = () => pair('rsa', { modulusLength: 2048 })
const jwk = (key, kid, more = {}) => ({ ...key.publicKey.export({ format: 'jwk' }), kid,
  use: 'sig', ...more })

const keys = { first: rsa(), second: rsa(), stranger: rsa(),
  weak: pair('rsa', { modulusLength: 1024 }), ec: pair('ec', { namedCurve: 'P-256' }),
  other: pair('ec', { namedCurve: 'P-384' }) }

// How each algorithm signs.
const signers = {
  RS256: (key, text) => createSign('sha256').update(text).sign(key.privateKey),
  PS256: (key, text) => sign('sha256', text, { key: key.privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
  ES256: (key, text) => sign('sha256', text, { key: key.privateKey, dsaEncoding: 'ieee-p1363' }),
  HS256: (secret, text) => createHmac('sha256', secret).update(text).digest(),
  none: () => '',
}

function token(header, claims, key) {
  const text = `${b64(header)}.${b64(claims)}`
  return `${text}.${Buffer.from(signers[header.alg](key, text)).toString('base64url')}`
}

export async function startFake() {
  const state = { mode: 'right', asked: {}, subject: 'fake-1', email: 'kati@example.org',
    groups: [], published: ['first', 'weak', 'ec', 'other'] }
  const codes = new Map()

  // Header, claims and key of the ID token in each mode.
  function idToken(nonce) {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: state.issuer, aud: 'vointi', sub: state.subject, nonce, iat: now,
      exp: now + 300, email: state.email, email_verified: true, groups: state.groups }
    const header = { alg: 'RS256', kid: 'first' }
    const made = {
      none: [{ alg: 'none' }, claims],
      'none in capitals': [{ alg: 'none', kid: 'first' }, claims],
      'a shared secret': [{ alg: 'HS256', kid: 'first' }, claims, 'sala & sana=1:%'],
      'the public key as a secret': [{ alg: 'HS256', kid: 'first' }, claims,
        keys.first.publicKey.export({ type: 'spki', format: 'pem' })],
      'a stranger’s key': [header, claims, keys.stranger],
      'a key that it brings along': [{ alg: 'RS256', jwk: jwk(keys.stranger) }, claims,
        keys.stranger],
      'an unknown kid': [{ alg: 'RS256', kid: 'nobody' }, claims, keys.stranger],
      'a weak key': [{ alg: 'RS256', kid: 'weak' }, claims, keys.weak],
      'a curve that is not asked for': [{ alg: 'ES256', kid: 'other' }, claims, keys.other],
      'a kid of another kind': [{ alg: 'RS256', kid: 'ec' }, claims, keys.first],
      'no kid, several keys': [{ alg: 'RS256' }, claims, keys.first],
      'something critical': [{ ...header, crit: ['b64'], b64: false }, claims],
      'wrong aud': [header, { ...claims, aud: 'another' }],
      'many aud and no azp': [header, { ...claims, aud: ['vointi', 'another'] }],
      'azp of another': [header, { ...claims, aud: ['vointi', 'another'], azp: 'another' }],
      'no aud': [header, { ...claims, aud: undefined }],
      'wrong iss': [header, { ...claims, iss: `${state.issuer}/` }],
      expired: [header, { ...claims, exp: now - 200 }],
      'no exp': [header, { ...claims, exp: undefined }],
      'exp as a text': [header, { ...claims, exp: String(now + 300) }],
      'iat to come': [header, { ...claims, iat: now + 500 }],
      'iat long ago': [header, { ...claims, iat: now - 5000 }],
      'nbf to come': [header, { ...claims, nbf: now + 500 }],
      'wrong nonce': [header, { ...claims, nonce: 'x' }],
      'no nonce': [header, { ...claims, nonce: undefined }],
      'no sub': [header, { ...claims, sub: undefined }],
      'empty sub': [header, { ...claims, sub: '' }],
      'long sub': [header, { ...claims, sub: 'x'.repeat(256) }],
      'sub as a number': [header, { ...claims, sub: 7 }],
      'groups of numbers': [header, { ...claims, groups: [1, 2] }],
      'a list of claims': [header, [claims]],
      // what is good
      'clocks that differ': [header, { ...claims, iat: now + 60, exp: now - 60 }],
      'many aud and azp': [header, { ...claims, aud: ['another', 'vointi'], azp: 'vointi' }],
      ES256: [{ alg: 'ES256', kid: 'ec' }, claims, keys.ec],
      PS256: [{ alg: 'PS256', kid: 'first' }, claims, keys.first],
      'a new key': [{ alg: 'RS256', kid: 'second' }, claims, keys.second],
      // what is good and lets nobody in
      unverified: [header, { ...claims, email_verified: false }],
      'verified as a text': [header, { ...claims, email_verified: 'true' }],
      'no email': [header, { ...claims, email: undefined }],
    }[state.mode] ?? [header, claims]
    return token(made[0], made[1], made[2] ?? keys.first)
  }

  function tampered(whole) {
    const [head, claims, mark] = whole.split('.')
    const changed = JSON.parse(Buffer.from(claims, 'base64url'))
    return `${head}.${b64({ ...changed, sub: 'admin' })}.${mark}`
  }

  // Token endpoint: what it sends in the modes that do not concern the token.
  function tokenAnswer(res, form) {
    const flow = codes.get(form.get('code'))
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url')
    const id = flow ? idToken(flow.nonce) : ''
    const send = (status, body, type = 'application/json') =>
      res.writeHead(status, { 'Content-Type': type }).end(body)
    if (!flow || challenge !== flow.challenge) return send(400, '{"error":"invalid_grant"}')
    switch (state.mode) {
      case 'silence': return undefined
      case 'hangs up': return res.destroy()
      case 'an error': return send(500, 'oops')
      case 'a refusal': return send(400, '{"error":"invalid_grant"}')
      case 'a redirection': return res.writeHead(302, { Location: '/token' }).end()
      case 'a page': return send(200, '<html>hello', 'text/html')
      case 'deep': return send(200, '['.repeat(100000))
      case 'huge': return send(200, `{"id_token":"${'x'.repeat(5 << 20)}"}`)
      case 'a long token': return send(200, JSON.stringify({ id_token: 'a.' + 'x'.repeat(100000) + '.b' }))
      case 'no token': return send(200, '{"access_token":"x"}')
      case 'half a token': return send(200, JSON.stringify({ id_token: id.split('.').slice(0, 2).join('.') }))
      case 'a tampered token': return send(200, JSON.stringify({ id_token: tampered(id) }))
      case 'an encrypted token': return send(200, JSON.stringify({ id_token: `${id}.x.y` }))
      default: return send(200, JSON.stringify({ id_token: id, access_token: 'x', token_type: 'Bearer' }))
    }
  }

  function about() {
    const it = { issuer: state.issuer, authorization_endpoint: `${state.issuer}/authorize`,
      token_endpoint: `${state.issuer}/token`, jwks_uri: `${state.issuer}/jwks` }
    if (state.mode === 'says it is another') it.issuer = 'https://login.example'
    if (state.mode === 'leads to a file') it.authorization_endpoint = 'file:///etc/passwd'
    if (state.mode === 'leads elsewhere without TLS') it.token_endpoint = 'http://192.0.2.1/token'
    return it
  }

  const server = createServer((req, res) => {
    const url = new URL(req.url, 'http://x')
    const q = url.searchParams
    const json = (x) => res.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(x))
    state.asked[url.pathname] = (state.asked[url.pathname] ?? 0) + 1
    if (url.pathname === '/.well-known/openid-configuration') {
      if (state.mode === 'about: silence') return undefined
      if (state.mode === 'about: a page') return res.writeHead(200).end('<html>')
      return json(about())
    }
    if (url.pathname === '/jwks') {
      if (state.mode === 'no keys') return json({})
      if (state.mode === 'a broken key') return json({ keys: [{ kty: 'RSA', kid: 'first', n: '!', e: 'AQAB' }] })
      return json({ keys: state.published.map((k) => jwk(keys[k], k)) })
    }
    if (url.pathname === '/authorize') {
      const code = `code-${codes.size}`
      codes.set(code, { nonce: q.get('nonce'), challenge: q.get('code_challenge') })
      const back = new URL(q.get('redirect_uri'))
      back.searchParams.set('state', state.mode === 'wrong state' ? 'x' : q.get('state'))
      if (state.mode === 'denied') back.searchParams.set('error', 'access_denied')
      else back.searchParams.set('code', code)
      if (state.mode === 'iss of another') back.searchParams.set('iss', 'https://login.example')
      return res.writeHead(302, { Location: back.href }).end()
    }
    let body = ''
    req.on('data', (d) => { body += d }).on('end', () => tokenAnswer(res, new URLSearchParams(body)))
    return undefined
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  state.issuer = `http://127.0.0.1:${server.address().port}`
  state.stop = () => new Promise((done) => { server.close(done); server.closeAllConnections() })
  return state
}
