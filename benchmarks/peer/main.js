/* The same checklist as the phone page, drawn by OdkWebForm from the XForm that pyxform makes. */
import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';
import { createApp, h } from 'vue';

const answer = await fetch(`/${new URLSearchParams(location.search).get('form')}.xml`);
const formXml = await answer.text();
const form = {
  formXml,
  fetchFormAttachment: () => Promise.resolve(new Response('', { status: 404 })),
  missingResourceBehavior: 'BLANK',
};
createApp({ render: () => h(OdkWebForm, form) })
  .use(webFormsPlugin)
  .mount('#app');
