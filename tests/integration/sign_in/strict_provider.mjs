// A second opinion: the strict provider of npm (oidc-provider 9), as a process of its own.
// node strict_provider.mjs PORT PUBLIC, with OIDC_PROVIDER the folder of the package.
const { Provider } = await import(`${process.env.OIDC_PROVIDER}/lib/index.js`);
const [port, publicUrl] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const p = new Provider(issuer, {
  clients: [{ client_id: "niet-pluis", client_secret: "geheim van de client", token_endpoint_auth_method: "client_secret_post",
    redirect_uris: [`${publicUrl}/aanmelden/terug`], post_logout_redirect_uris: [`${publicUrl}/afgemeld`],
    backchannel_logout_uri: `${publicUrl}/aanmelden/uitgelogd`, backchannel_logout_session_required: true,
    response_types: ["code"], grant_types: ["authorization_code"] }],
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  claims: { openid: ["sub", "roles"] },
  findAccount: (ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, roles: ["NietPluis.Functionaris"] }) }),
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true }, backchannelLogout: { enabled: true } },
  cookies: { keys: ["x".repeat(32)] },
  ttl: { Session: 3600, Grant: 3600, Interaction: 600, AccessToken: 300, IdToken: 300 },
});
p.listen(Number(port), "127.0.0.1", () => console.log("ready"));
