// Drives quickbooks-node-promise, unmodified, through what tests/clients/test_node_promise.py
// checks. Reads where the emulator is from standard input, prints one JSON object: what each
// step answered, or how it failed.
'use strict';

const { Quickbooks } = require('quickbooks-node-promise');

const answers = {};

async function step(name, action) {
  try {
    answers[name] = { answer: await action() };
  } catch (error) {
    answers[name] = { error: String(error.message), body: error.errorResponse, status: error.response?.status };
  }
  return answers[name].answer;
}

async function main(where) {
  Quickbooks.V3_ENDPOINT_BASE_URL = `${where.tls_url}/v3/company/`;
  Quickbooks.TOKEN_URL = `${where.tls_url}/oauth2/v1/tokens/bearer`;
  Quickbooks.USER_INFO_URL = `${where.tls_url}/v1/openid_connect/userinfo`;
  Quickbooks.REVOKE_URL = `${where.tls_url}/v2/oauth2/tokens/revoke`;
  Quickbooks.AUTHORIZATION_URL = `${where.tls_url}/connect/oauth2`;
  const config = {
    appKey: where.client_id,
    appSecret: where.client_secret,
    redirectUrl: where.redirect,
    scope: [Quickbooks.scopes.Accounting, Quickbooks.scopes.OpenId, Quickbooks.scopes.Email],
    minorversion: 75,
    autoRefresh: false,
    accessToken: where.access_token,
    refreshToken: where.refresh_token,
  };
  const qbo = new Quickbooks(config, where.realm);

  for (const plural of Object.keys(qbo).filter((name) => /^find./.test(name) && name !== 'findJournalCodes')) {
    await step(plural, async () => Object.keys((await qbo[plural]({ limit: 2 })).QueryResponse));
  }
  for (const report of Object.keys(qbo).filter((name) => /^report./.test(name))) {
    await step(report, async () => (await qbo[report]({ date_macro: 'This Fiscal Year' })).Header.ReportName);
  }
  await step('findJournalCodes', () => qbo.findJournalCodes());
  await step('countCustomers', async () => (await qbo.countCustomers()).QueryResponse.totalCount);
  await step('countCustomerTypes', () => qbo.queryCount('CustomerType'));
  await step('all pages', async () => {
    const found = await qbo.findCustomers({ fetchAll: true, limit: 10 });
    return new Set(found.QueryResponse.Customer.map((row) => row.Id)).size;
  });
  await step('criteria', async () => {
    const found = await qbo.findCustomers([
      { field: 'Balance', value: '0', operator: '>' },
      { field: 'DisplayName', value: "Amy's%", operator: 'LIKE' },
    ]);
    return found.QueryResponse.Customer.map((row) => row.DisplayName);
  });

  const sold = { Amount: 40, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '1' } } };
  const made = await step('createInvoice', () => qbo.createInvoice({ CustomerRef: { value: '1' }, Line: [sold] }));
  const invoice = made.Invoice;
  await step('headers', () => made.specialHeaders);
  await step('upload', async () => {
    const answer = await qbo.upload('a.txt', 'text/plain', Buffer.from('what was sold'), 'Invoice', invoice.Id);
    return answer.AttachableResponse[0].Attachable;
  });
  await step('updateInvoice with the token from before the upload', () => (
    qbo.updateInvoice({ Id: invoice.Id, SyncToken: '0', sparse: true, PrivateNote: 'late' })));
  await step('updateInvoice', async () => (
    await qbo.updateInvoice({ Id: invoice.Id, SyncToken: '1', sparse: true, PrivateNote: 'seen' })).Invoice);
  await step('getInvoicePdf', async () => (await qbo.getInvoicePdf(invoice.Id)).subarray(0, 5).toString());
  await step('sendInvoicePdf', async () => (await qbo.sendInvoicePdf(invoice.Id, 'a@b.co')).EmailStatus);
  await step('deleteInvoice by id', () => qbo.deleteInvoice(invoice.Id));
  const fresh = (await qbo.getInvoice(invoice.Id)).Invoice;
  await step('voidInvoice', async () => (await qbo.voidInvoice(fresh)).Invoice.TotalAmt);
  const voided = (await qbo.getInvoice(invoice.Id)).Invoice;
  await step('deleteInvoice', async () => (await qbo.deleteInvoice(voided)).Invoice.status);

  const line = await qbo.createClass({ Name: 'Promised' });
  await step('updateClass without its name', () => (
    qbo.updateClass({ Id: line.Class.Id, SyncToken: '0', sparse: true, Active: false })));
  await step('updateClass', async () => (
    await qbo.updateClass({ Id: line.Class.Id, SyncToken: '0', sparse: true, Name: 'Promised', Active: false })).Class.Active);

  await step('batch', async () => {
    const answer = await qbo.batch([
      { bId: 'a', operation: 'create', Vendor: { DisplayName: 'Promised' } },
      { bId: 'b', operation: 'create', Vendor: { DisplayName: 'Promised' } },
      { bId: 'c', Query: 'select * from Term' },
    ]);
    return answer.BatchItemResponse.map((item) => Object.keys(item).filter((key) => key !== 'bId')[0]);
  });
  await step('changeDataCapture', async () => {
    const since = new Date(Date.now() - 3600000);
    const answer = await qbo.changeDataCapture(['Vendor', 'TimeActivity'], since);
    return answer.CDCResponse[0].QueryResponse.map((part) => Object.keys(part)[0] || '');
  });

  const address = new URL(Quickbooks.authorizeUrl(config, 'state-1'));
  const form = { client_id: where.client_id, redirect_uri: where.redirect, realm: where.realm, decision: 'connect' };
  for (const name of ['state', 'scope', 'response_type']) form[name] = address.searchParams.get(name);
  const consented = await fetch(address, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form) });
  const code = new URL(consented.headers.get('location')).searchParams.get('code');
  await step('createToken', async () => (await qbo.createToken(code)).token_type);
  await step('getUserInfo', async () => (await qbo.getUserInfo()).email);
  await step('refreshAccessToken', async () => (await qbo.refreshAccessToken()).expires_in);
  await step('revokeAccess', async () => (await qbo.revokeAccess(true)).status);
  await step('getCompanyInfo revoked', () => qbo.getCompanyInfo(where.realm));
}

let text = '';
process.stdin.on('data', (chunk) => { text += chunk; });
process.stdin.on('end', () => main(JSON.parse(text)).then(() => process.stdout.write(JSON.stringify(answers))));
