// Every statement must pass; a statement with a broken address must not, or the validator checks nothing.
const fs = require('node:fs');
const check = require('xapi-validation').default;

const statements = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const refused = statements.map((statement) => check(statement)).filter((problems) => problems.length > 0);
for (const problems of refused.slice(0, 5)) console.error(problems.map(String).join('; '));

const broken = structuredClone(statements[0]);
broken.actor.account.homePage = 'no address';
const sharp = check(broken).length > 0;
console.log(`${statements.length} statements, ${refused.length} refused; a broken one is ${sharp ? 'refused' : 'TAKEN'}`);
process.exit(statements.length > 0 && refused.length === 0 && sharp ? 0 : 1);
