// Drives node-quickbooks and intuit-oauth, unmodified, through everything that
// tests/clients/test_node.py checks. Reads where the emulator is from standard
// input, prints one JSON object: what each step answered, or how it failed.
'use strict';

const QuickBooks = require('node-quickbooks');
const OAuthClient = require('intuit-oauth');
const { Readable } = require('stream');

const answers = {};

async function step(name, action) {
  try {
    answers[name] = { answer: await action() };
  } catch (error) {
    const response = error.response || {};
    answers[name] = {
      error: String(error.message || error),
      status: response.status,
      body: response.data || (error.Fault ? error : undefined),
    };
  }
  return answers[name].answer;
}

function promised(qbo) {
  // The library calls back; every method becomes one that answers a promise.
  return new Proxy(qbo, {
    get: (target, name) => (...given) => new Promise((resolve, reject) => {
      target[name](...given, (error, answer) => (error ? reject(error) : resolve(answer)));
    }),
  });
}

const reference = (record) => ({ value: record.Id });
const sold = (amount, item = '1') => ({
  Amount: amount,
  DetailType: 'SalesItemLineDetail',
  SalesItemLineDetail: { ItemRef: { value: item } },
});
const spent = (amount, account = '7') => ({
  Amount: amount,
  DetailType: 'AccountBasedExpenseLineDetail',
  AccountBasedExpenseLineDetail: { AccountRef: { value: account } },
});
const journal = (amount, side, account) => ({
  Amount: amount,
  DetailType: 'JournalEntryLineDetail',
  JournalEntryLineDetail: { PostingType: side, AccountRef: { value: account } },
});

async function lists(qbo) {
  const customer = await step('createCustomer', () => qbo.createCustomer({ DisplayName: "O'Neil & Söhne #1 100%" }));
  await step('getCustomer', () => qbo.getCustomer(customer.Id));
  await step('findCustomers by name', () => qbo.findCustomers({ DisplayName: "O'Neil & Söhne #1 100%" }));
  await step('findCustomers in pages', () => qbo.findCustomers({ fetchAll: true, limit: 7, asc: 'Id' }));
  await step('findCustomers counted', () => qbo.findCustomers({ count: true }));
  await step('findCustomers by operators', () => qbo.findCustomers([
    { field: 'DisplayName', value: 'A%', operator: 'LIKE' },
    { field: 'limit', value: 5 },
    { field: 'desc', value: 'DisplayName' },
  ]));
  await step('findCustomers by array', () => qbo.findCustomers({ Id: ['1', '2'] }));
  await step('createCustomer again', () => qbo.createCustomer({ DisplayName: "O'Neil & Söhne #1 100%" }));
  await step('updateCustomer', () => qbo.updateCustomer({ Id: customer.Id, SyncToken: customer.SyncToken, Notes: 'seen' }));
  await step('updateCustomer stale', () => qbo.updateCustomer({ Id: customer.Id, SyncToken: '0', Notes: 'late' }));
  await step('createVendor', () => qbo.createVendor({ DisplayName: 'Node Vendor' }));
  await step('createEmployee', () => qbo.createEmployee({ GivenName: 'Grace', FamilyName: 'Hopper' }));
  await step('createClass', () => qbo.createClass({ Name: 'East' }));
  await step('createDepartment', () => qbo.createDepartment({ Name: 'West' }));
  await step('createTerm', () => qbo.createTerm({ Name: 'Net 7', DueDays: 7 }));
  await step('createPaymentMethod', () => qbo.createPaymentMethod({ Name: 'Barter' }));
  await step('createAccount', () => qbo.createAccount({ Name: 'Barter Bank', AccountType: 'Bank' }));
  await step('createItem', () => qbo.createItem({ Name: 'Rope', Type: 'Service', IncomeAccountRef: { value: '1' } }));
  const agency = await step('createTaxAgency', () => qbo.createTaxAgency({ DisplayName: 'Node Agency' }));
  await step('createTaxService', () => qbo.createTaxService({
    TaxCode: 'Node tax',
    TaxRateDetails: [{ TaxRateName: 'Node rate', RateValue: '5', TaxAgencyId: agency.Id, TaxApplicableOn: 'Sales' }],
  }));
  await step('getCompanyInfo', () => qbo.getCompanyInfo(process.env.REALM));
  await step('getPreferences', () => qbo.getPreferences());
  for (const list of ['Accounts', 'Classes', 'Departments', 'Employees', 'Items', 'PaymentMethods', 'TaxAgencies',
    'TaxCodes', 'TaxRates', 'Terms', 'Vendors', 'CompanyInfos', 'Preferenceses', 'CustomerTypes', 'Budgets']) {
    await step(`find${list}`, () => qbo[`find${list}`]({}));
  }
}

async function sales(qbo) {
  const invoice = await step('createInvoice', () => qbo.createInvoice({ CustomerRef: { value: '1' }, Line: [sold(100)] }));
  for (const time of ['once', 'twice']) {
    await step(`createInvoice ${time}`, () => qbo.createInvoice(
      { CustomerRef: { value: '1' }, Line: [sold(1)], requestId: 'node-1' }));
  }
  await step('updateInvoice', () => qbo.updateInvoice({ Id: invoice.Id, SyncToken: '0', PrivateNote: 'sparse' }));
  await step('getInvoicePdf', async () => Buffer.from(await qbo.getInvoicePdf(invoice.Id)).subarray(0, 5).toString());
  await step('sendInvoicePdf', () => qbo.sendInvoicePdf(invoice.Id, 'books@example.com'));
  const paid = await step('createPayment', () => qbo.createPayment({
    CustomerRef: { value: '1' },
    TotalAmt: 100,
    Line: [{ Amount: 100, LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] }],
  }));
  await step('getInvoice paid', () => qbo.getInvoice(invoice.Id));
  await step('voidPayment', () => qbo.voidPayment({ Id: paid.Id, SyncToken: paid.SyncToken }));
  await step('voidInvoice', () => qbo.voidInvoice(invoice.Id));
  await step('deleteInvoice', () => qbo.deleteInvoice(invoice.Id));
  await step('getInvoice gone', () => qbo.getInvoice(invoice.Id));
  const estimate = await step('createEstimate', () => qbo.createEstimate({ CustomerRef: { value: '1' }, Line: [sold(5)] }));
  await step('getEstimatePdf', async () => Buffer.from(await qbo.getEstimatePdf(estimate.Id)).subarray(0, 5).toString());
  await step('createSalesReceipt', () => qbo.createSalesReceipt({ Line: [sold(5)] }));
  await step('createCreditMemo', () => qbo.createCreditMemo({ CustomerRef: { value: '1' }, Line: [sold(5)] }));
  await step('createRefundReceipt', () => qbo.createRefundReceipt({ DepositToAccountRef: { value: '35' }, Line: [sold(5)] }));
  await step('createTimeActivity', () => qbo.createTimeActivity({
    NameOf: 'Employee', EmployeeRef: { value: '55' }, TxnDate: '2026-01-05', Hours: 2, Minutes: 30 }));
}

async function purchases(qbo) {
  const bill = await step('createBill', () => qbo.createBill({ VendorRef: { value: '30' }, Line: [spent(60)] }));
  await step('createBillPayment', () => qbo.createBillPayment({
    VendorRef: { value: '30' },
    PayType: 'Check',
    CheckPayment: { BankAccountRef: { value: '35' } },
    TotalAmt: 60,
    Line: [{ Amount: 60, LinkedTxn: [{ TxnId: bill.Id, TxnType: 'Bill' }] }],
  }));
  await step('getBill paid', () => qbo.getBill(bill.Id));
  await step('createVendorCredit', () => qbo.createVendorCredit({ VendorRef: { value: '30' }, Line: [spent(6)] }));
  const purchase = await step('createPurchase', () => qbo.createPurchase(
    { PaymentType: 'Check', AccountRef: { value: '35' }, DocNumber: '77', Line: [spent(8)] }));
  await step('createPurchase same number', () => qbo.createPurchase(
    { PaymentType: 'Check', AccountRef: { value: '35' }, DocNumber: '77', Line: [spent(8)], allowDuplicateDocNum: true }));
  await step('deletePurchase', () => qbo.deletePurchase({ Id: purchase.Id, SyncToken: purchase.SyncToken }));
  await step('createPurchaseOrder', () => qbo.createPurchaseOrder({
    VendorRef: { value: '30' }, APAccountRef: { value: '33' }, Line: [spent(9)] }));
  await step('createJournalEntry', () => qbo.createJournalEntry({
    Line: [journal(10, 'Debit', '7'), journal(10, 'Credit', '35')] }));
  await step('createJournalEntry unbalanced', () => qbo.createJournalEntry({
    Line: [journal(10, 'Debit', '7'), journal(9, 'Credit', '35')] }));
  await step('createDeposit', () => qbo.createDeposit({
    DepositToAccountRef: { value: '35' },
    Line: [{ Amount: 11, DetailType: 'DepositLineDetail', DepositLineDetail: { AccountRef: { value: '1' } } }],
  }));
  await step('createTransfer', () => qbo.createTransfer({
    Amount: 12, FromAccountRef: { value: '35' }, ToAccountRef: { value: '36' } }));
}

async function services(qbo) {
  await step('batch', () => qbo.batch([
    { bId: '1', operation: 'create', Customer: { DisplayName: 'Node batch' } },
    { bId: '2', operation: 'create', Customer: { DisplayName: 'Cool Cars' } },
    { bId: '3', Query: 'select * from Term where Id = \'3\'' },
  ]));
  await step('changeDataCapture', () => qbo.changeDataCapture(['Customer', 'Invoice'], new Date(Date.now() - 3600000)));
  await step('upload', () => qbo.upload(
    'hello.txt', 'text/plain', Readable.from([Buffer.from('hello')], { objectMode: false }), 'Customer', '1'));
  await step('createAttachable', () => qbo.createAttachable({
    Note: 'a note', AttachableRef: [{ EntityRef: { type: 'Customer', value: '1' } }] }));
  await step('findAttachables', () => qbo.findAttachables([
    { field: 'AttachableRef.EntityRef.Type', value: 'customer' },
    { field: 'AttachableRef.EntityRef.value', value: '1' },
  ]));
  for (const report of ['BalanceSheet', 'ProfitAndLoss', 'TrialBalance', 'CustomerBalance', 'VendorBalance',
    'AgedReceivables', 'AgedPayables', 'AgedReceivableDetail', 'AgedPayableDetail', 'TransactionList', 'GeneralLedgerDetail',
    'JournalReport']) {
    await step(`report${report}`, async () => (await qbo[`report${report}`](
      { start_date: '2015-01-01', end_date: '2030-12-31' })).Header);
  }
}

async function tokens(where) {
  QuickBooks.TOKEN_URL = `${where.tls_url}/oauth2/v1/tokens/bearer`;
  QuickBooks.REVOKE_URL = `${where.tls_url}/v2/oauth2/tokens/revoke`;
  QuickBooks.USER_INFO_URL = `${where.tls_url}/v1/openid_connect/userinfo`;
  const client = new OAuthClient({
    clientId: where.client_id, clientSecret: where.client_secret, environment: 'sandbox', redirectUri: where.redirect });
  client.setAuthorizeURLs({
    authorizeEndpoint: `${where.tls_url}/connect/oauth2`,
    tokenEndpoint: QuickBooks.TOKEN_URL,
    revokeEndpoint: QuickBooks.REVOKE_URL,
    userInfoEndpoint: QuickBooks.USER_INFO_URL,
  });
  OAuthClient.environment.sandbox = `${where.tls_url}/`;
  OAuthClient.jwks_uri = `${where.tls_url}/op/v1/jwks`;
  const { scopes } = OAuthClient;
  const asked = client.authorizeUri({ scope: [scopes.Accounting, scopes.OpenId], state: 'state-1' });
  await step('authorizeUri', async () => (await fetch(asked)).status);
  const back = await step('consent', async () => {
    const form = new URLSearchParams(new URL(asked).searchParams);
    form.set('realm', where.realm);
    form.set('decision', 'connect');
    const given = await fetch(`${where.tls_url}/connect/oauth2`, { method: 'POST', body: form, redirect: 'manual' });
    return given.headers.get('location');
  });
  const masked = ({ access_token: access, refresh_token: refresh, id_token: id, ...rest }) => (
    { ...rest, access: access ? access.split('.').length : 0, refresh: Boolean(refresh), id: id ? id.split('.').length : 0 });
  await step('createToken', async () => masked((await client.createToken(back)).getJson()));
  await step('createToken again', async () => masked((await client.createToken(back)).getJson()));
  await step('validateIdToken', () => client.validateIdToken());
  await step('getUserInfo', async () => (await client.getUserInfo()).getJson());
  await step('makeApiCall', async () => (await client.makeApiCall({ url: `v3/company/${where.realm}/companyinfo/${where.realm}` })).json);
  await step('makeApiCall refused', () => client.makeApiCall({ url: `v3/company/${where.realm}/invoice/999999` }));
  await step('refresh', async () => masked((await client.refresh()).getJson()));
  await step('refreshUsingToken wrong', () => client.refreshUsingToken('RT1-wrong'));
  await step('revoke', async () => (await client.revoke()).response.status);

  const library = new QuickBooks({
    consumerKey: where.client_id, consumerSecret: where.client_secret, token: where.access_token, tokenSecret: false,
    realmId: where.realm, useSandbox: true, debug: false, minorversion: 75, oauthversion: '2.0',
    refreshToken: where.refresh_token });
  const qbo = promised(library);
  await step('refreshAccessToken', async () => masked(await qbo.refreshAccessToken()));
  await step('getCompanyInfo refreshed', () => qbo.getCompanyInfo(where.realm));
  const { token } = library;
  await step('revokeAccess', async () => (await new Promise((resolve, reject) => {
    library.revokeAccess(true, (error, response) => (error ? reject(error) : resolve(response)));
  })).status);
  library.token = token;
  library.realmId = where.realm;
  await step('getCompanyInfo revoked', () => qbo.getCompanyInfo(where.realm));
}

async function main() {
  let text = '';
  for await (const chunk of process.stdin) text += chunk;
  const where = JSON.parse(text);
  process.env.REALM = where.realm;
  QuickBooks.V3_ENDPOINT_BASE_URL = `${where.tls_url}/v3/company/`;
  const qbo = promised(new QuickBooks(
    where.client_id, where.client_secret, where.access_token, false, where.realm, true, false, 75, '2.0', null));
  await lists(qbo);
  await sales(qbo);
  await purchases(qbo);
  await services(qbo);
  await tokens(where);
  process.stdout.write(JSON.stringify(answers));
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
