/** Sends a form without leaving the page, and draws what the server answers in its place. */

/**
 * How the page was drawn anew: 'moved' where the reader should be led to what came of it, 'kept'
 * where the reader is typing elsewhere by now; null where it was not drawn. Where the network fails the form is sent the plain way, so that
 * the browser tells what happened; a form that arrives twice counts once.
 */
export async function swap(form, submitter) {
  const answer = await send(form, submitter);
  const read = answer && new DOMParser().parseFromString(answer.text, 'text/html');
  const fresh = read?.querySelector('main');
  const main = document.querySelector('main');
  if (!fresh || !main) {
    form.submit();
    return null;
  }
  const typed = typedBeside(form, answer.ok);
  const unfolded = unfoldedBeside(form, answer.ok);
  const cursor = cursorBeside(form);
  main.replaceWith(document.adoptNode(fresh));
  for (const [id, value] of typed) restore(id, value);
  for (const each of document.querySelectorAll('main details')) {
    each.open ||= unfolded.has(nameOf(each));
  }
  document.title = read.title;
  if (answer.ok) history.replaceState(null, '', answer.url);
  announce();
  return putBack(cursor) ? 'kept' : 'moved';
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

/** What is unfolded stays so; a form that was taken has done its work, while a talk goes on. */
function unfoldedBeside(sent, ok) {
  const open = [...document.querySelectorAll('main details[open]')];
  const isDone = (each) => ok && each.contains(sent) && !each.matches('.thread');
  return new Set(open.filter((each) => !isDone(each)).map(nameOf));
}

function nameOf(details) {
  const words = details.querySelector('summary')?.firstChild?.textContent ?? '';
  return `${details.closest('[id]')?.id} ${words.trim()}`;
}

/** Where the reader types by now, when that is not in the form that was sent. */
function cursorBeside(sent) {
  const at = document.activeElement;
  if (!at?.matches('main [id]:is(input, select, textarea)') || at.form === sent) return null;
  return { id: at.id, from: at.selectionStart, to: at.selectionEnd };
}

function putBack(cursor) {
  const field = cursor && document.getElementById(cursor.id);
  if (!field) return false;
  field.focus({ preventScroll: true });
  if (field.matches('textarea')) field.setSelectionRange(cursor.from, cursor.to);
  return true;
}

function isChanged(field) {
  if (field.type === 'checkbox') return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement) {
    // Where no option is chosen beforehand, a browser chooses the first.
    const first = [...field.options].findIndex((each) => each.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
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
