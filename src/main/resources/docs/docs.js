// Shows /openapi.yaml, with a form to try each request against this server. Asks no other: the badge of a validator would.
SwaggerUIBundle({
  url: '/openapi.yaml',
  dom_id: '#api',
  validatorUrl: null,
  tryItOutEnabled: true,
  displayRequestDuration: true,
});
