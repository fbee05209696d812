// Checks a certificate with verifiers that we did not write, and that each of them refuses it with a bit changed.
// Usage: node check.mjs FOLDER EVERY; FOLDER holds what __main__.py wrote, EVERY is the step between changed bytes.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {jwtVerify, importJWK} from 'jose';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as DidKey from '@digitalbazaar/did-method-key';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite as rdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {createVerifyCryptosuite} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import jsigs from 'jsonld-signatures';
import * as vc from '@digitalbazaar/vc';

const [folder, every] = [process.argv[2], Number(process.argv[3])];
const text = name => readFileSync(join(folder, name), 'utf8').replace(/\n$/, '');
const contexts = JSON.parse(text('contexts.json'));
const key = JSON.parse(text('key.json'));
const now = new Date('2026-06-01T09:00:00Z');

const driver = DidKey.driver();
driver.use({
  multibaseMultikeyHeader: 'z6Mk',
  fromMultibase: async ({publicKeyMultibase}) => Ed25519Multikey.from({publicKeyMultibase})
});

async function documentLoader(url) {
  if(url.startsWith('did:key:')) {
    return {contextUrl: null, documentUrl: url, document: await driver.get({url})};
  }
  if(!(url in contexts)) {
    throw new Error(`not at hand: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document: contexts[url]};
}

const jcs = createVerifyCryptosuite();

const embedded = cryptosuite => async function(raw) {
  const suite = new DataIntegrityProof({cryptosuite});
  const found = await vc.verifyCredential({credential: JSON.parse(raw), suite, documentLoader, now});
  return found.verified;
};

async function sealed(raw) {
  const suite = new DataIntegrityProof({cryptosuite: jcs});
  const purpose = new jsigs.purposes.AssertionProofPurpose();
  return (await jsigs.verify(JSON.parse(raw), {suite, purpose, documentLoader})).verified;
}

const rsa = await importJWK(key.jwk, 'RS256');

async function token(raw) {
  const {payload} = await jwtVerify(raw, rsa, {algorithms: ['RS256'], currentDate: now, issuer: key.id});
  return payload.id === JSON.parse(text('badge.json')).id;
}

const holds = async (check, raw) => check(raw).catch(() => false);
let failed = false;

function say(name, ok, words) {
  failed ||= !ok;
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name}: ${words}`);
}

// The last letter of base64 has spare bits, which a lenient reader ignores; `warroom verify` does not.
const files = [
  ['badge.json', embedded(rdfc), 0], ['badge-jcs.json', embedded(jcs), 0], ['record.json', sealed, 0], ['badge.jwt', token, 1]
];
for(const [name, check, spare] of files) {
  const raw = text(name);
  say(name, await holds(check, raw), 'as it was issued, it verifies');
  const passed = [];
  let tried = 0;
  for(let at = 0; at < raw.length - spare; at += every, tried += 1) {
    const changed = raw.slice(0, at) + String.fromCharCode(raw.charCodeAt(at) ^ 1) + raw.slice(at + 1);
    if(await holds(check, changed)) {
      passed.push(at);
    }
  }
  say(name, passed.length === 0, `one bit changed in ${tried} of ${raw.length} places, accepted at: ${passed.join(' ') || 'none'}`);
}
process.exit(failed ? 1 : 0);
