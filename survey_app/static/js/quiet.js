/** Sends a form without leaving the page, and draws what the server answers in its place. */

/**
 * Whether the page was drawn anew. Where the network fails the form is sent the plain way, so that
 * the browser tells what happened; a form that arrives twice counts once.
 */
export async function swap(form, submitter) {
  const answer = await send(form, submitter);
  const read = answer && new DOMParser().parseFromString(answer.text, 'text/html');
  const fresh = read?.querySelector('main');
  const main = document.querySelector('main');
  if (!fresh || !main) {
    form.submit();
    return false;
  }
  const typed = typedBeside(form, answer.ok);
  main.replaceWith(document.adoptNode(fresh));
  for (const [id, value] of typed) restore(id, value);
  document.title = read.title;
  if (answer.ok) history.replaceState(null, '', answer.url);
  announce();
  return true;
}

async function send(form, submitter) {
  const body = new URLSearchParams();
  // Fields outside of the form's element, tied to it by its id, belong to it as well.
  for (const [name, value] of new FormData(form, submitter)) body.append(name, String(value));
  try {
    const response = await fetch(form.action, { method: 'POST', body, credentials: 'same-origin' });
    const isPage = (response.headers.get('Content-Type') ?? '').startsWith('text/html');
    const text = isPage ? await response.text() : '';
    return isPage ? { ok: response.ok, url: response.url, text } : null;
  } catch {
    return null;
  }
}

/** What was typed in other forms of the page: a move at one item takes nothing from another. */
function typedBeside(sent, ok) {
  const fields = [...document.querySelectorAll('main [id]:is(input, select, textarea)')];
  return fields
    .filter((each) => !(ok && each.form === sent) && each.form !== null)
    .filter((each) => isChanged(each))
    .map((each) => [each.id, each.type === 'checkbox' ? each.checked : each.value]);
}

function isChanged(field) {
  if (field.type === 'checkbox') return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement) {
    return [...field.options].some((each) => each.selected !== each.defaultSelected);
  }
  return field.value !== field.defaultValue;
}

function restore(id, value) {
  const field = document.getElementById(id);
  if (!field) return;
  if (typeof value === 'boolean') field.checked = value;
  else field.value = value;
  for (let at = field.closest('details'); at; at = at.parentElement?.closest('details')) {
    at.open = true;
  }
}

/** A reader who listens hears what came of it: the notice is put in its place once more. */
function announce() {
  const notice = document.querySelector('main [role="status"], main [role="alert"]');
  if (!notice) return;
  const words = [...notice.childNodes];
  notice.replaceChildren();
  requestAnimationFrame(() => notice.replaceChildren(...words));
}
