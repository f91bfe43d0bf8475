// Speaks with a learning platform: its storage, where a frame keeps no cookies, and the end of a registration.
// See 1EdTech, LTI Client Side postMessages 0.1 and LTI OIDC Login with LTI Client Side postMessages 0.1.
"use strict";

const PATIENCE = 3000;

// Sends a message to the platform's window, or to a frame of it, and gives its answer; only the named origin is heard.
const ask = (said, { target, origin }) => new Promise((resolve, reject) => {
  const above = window.parent !== window ? window.parent : window.opener;
  if (!above) { reject(new Error("no platform")); return; }
  const to = target === "_parent" ? above : above.frames[target] || above;
  const id = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const end = (settle, value) => { window.removeEventListener("message", hear); clearTimeout(timer); settle(value); };
  const hear = (event) => {
    const told = event.data;
    if (event.origin !== origin || !told || told.message_id !== id || told.subject !== `${said.subject}.response`) return;
    if (told.error) end(reject, new Error("refused")); else end(resolve, told);
  };
  const timer = setTimeout(() => end(reject, new Error("no answer")), PATIENCE);
  window.addEventListener("message", hear);
  to.postMessage({ ...said, message_id: id }, origin);
});

const put = document.querySelector("[data-lti-put]");
if (put) {
  const { key, value, place } = put.dataset;
  // Whatever comes of it, the login goes on: a cookie may be enough.
  ask({ subject: "lti.put_data", key, value }, put.dataset).catch(() => {}).then(() => window.location.replace(place));
}

const proof = document.querySelector("[data-lti-get]");
if (proof) {
  const form = proof.querySelector("form");
  ask({ subject: "lti.get_data", key: proof.dataset.key }, proof.dataset).then(
    (told) => { form.elements.proof.value = told.value || ""; form.submit(); },
    () => form.submit(),
  );
}

const answer = document.querySelector("[data-lti-send]");
if (answer) answer.submit();

if (document.querySelector("[data-lti-close]")) {
  (window.opener || window.parent).postMessage({ subject: "org.imsglobal.lti.close" }, "*");
}
