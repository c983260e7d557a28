// Menus, dialogs, messages, tabs and inputs. Everything here only adds to pages that work without it.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Drop-down menus are <details>: close them on a click elsewhere and on Escape.
  const closeDrops = (except) => $$("details.drop[open], details.definition[open]").forEach((drop) => {
    if (drop !== except) drop.open = false;
  });
  document.addEventListener("click", (event) => {
    const target = event.target;
    closeDrops(target.closest("details.drop, details.definition"));
    const hits = $("#search-hits");
    if (hits && !target.closest(".app-search")) hits.replaceChildren();
    const opener = target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    const closer = target.closest("[data-dismiss]");
    if (closer) closer.closest(".alert")?.remove();
    const copier = target.closest("[data-copy]");
    if (copier) copy(copier);
    const backdrop = target.matches("dialog.app-dialog") ? target : null;
    if (backdrop) backdrop.close("no");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    $$("details.drop[open], details.definition[open]").forEach((drop) => {
      drop.open = false;
      $("summary", drop)?.focus();
    });
    const hits = $("#search-hits");
    if (hits?.children.length) {
      event.preventDefault(); // the browser would empty the box too
      hits.replaceChildren();
    }
  });

  async function copy(button) {
    await navigator.clipboard?.writeText(button.dataset.copy);
    button.classList.add("copied");
    setTimeout(() => button.classList.remove("copied"), 1500);
  }

  // A question before the act: `data-confirm` on a form or button. Without scripts the server's own page asks, or nothing does.
  async function ask(question) {
    const dialog = $("#confirm-dialog");
    if (!dialog) return window.confirm(question);
    $("#confirm-text").textContent = question;
    dialog.returnValue = "no";
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    });
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = event.submitter?.dataset.confirm || form.dataset.confirm;
    if (!question || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(question).then((yes) => {
      if (!yes) return;
      form.dataset.confirmed = "1";
      form.requestSubmit(event.submitter);
      delete form.dataset.confirmed;
    });
  }, true);
  document.addEventListener("htmx:confirm", (event) => {
    const question = event.detail.ctx?.confirm;
    if (!question) return;
    event.preventDefault();
    ask(question).then((yes) => (yes ? event.detail.issueRequest() : event.detail.dropRequest()));
  });

  // A form is sent once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  });

  // What cannot be swapped into the page is said above it.
  const toast = (id) => {
    const template = document.getElementById(id);
    const place = $("#toasts");
    if (!template || !place || place.children.length > 2) return;
    const shown = template.content.firstElementChild.cloneNode(true);
    place.append(shown);
    setTimeout(() => shown.remove(), 8000);
  };
  document.addEventListener("htmx:response:error", (event) => {
    if (event.detail.ctx.response.status >= 500) toast("toast-broken");
  });
  document.addEventListener("htmx:error", (event) => {
    if (event.detail.error?.name !== "AbortError") toast("toast-offline");
  });

  // Tabs drawn as links: mark the one whose panel arrived.
  document.addEventListener("htmx:after:swap", (event) => {
    const source = event.detail.ctx?.sourceElement;
    if (source?.matches?.("[data-tab]")) {
      $$("[data-tab]", source.closest("[data-tabs]")).forEach((tab) => {
        tab.classList.toggle("active", tab === source);
        if (tab === source) tab.setAttribute("aria-current", "true");
        else tab.removeAttribute("aria-current");
      });
    }
  });

  // Long lists of choices become searchable; the widget's files come only with a page that needs them.
  const base = document.currentScript.src.replace(/js\/app[^/]*$/, "");
  let loading;
  const searchable = () => {
    loading ??= new Promise((resolve) => {
      const links = $("#searchable-files");
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = links?.dataset.style || `${base}vendor/tom-select.min.css`;
      const script = document.createElement("script");
      script.src = links?.dataset.script || `${base}vendor/tom-select.min.js`;
      script.onload = resolve;
      document.head.append(style, script);
    });
    return loading;
  };
  const enhance = (root) => {
    const lists = $$("select[data-searchable]:not(.tomselected)", root);
    if (lists.length) {
      searchable().then(() => lists.forEach((list) => {
        if (list.tomselect) return;
        new window.TomSelect(list, { maxOptions: 200, plugins: list.multiple ? ["remove_button"] : [] });
        list.setAttribute("aria-hidden", "true");
      }));
    }
    $("[data-focus], .is-invalid", root)?.focus();
  };
  document.addEventListener("DOMContentLoaded", () => enhance(document));
  document.addEventListener("htmx:after:process", (event) => {
    if (event.target instanceof Element) enhance(event.target);
  });

  // Sign-out leaves nothing behind on a shared device.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-signs-out]")) navigator.serviceWorker?.controller?.postMessage("forget");
  });
  if ("serviceWorker" in navigator && window.isSecureContext) {
    window.addEventListener("load", () => navigator.serviceWorker.register("/service-worker.js").catch(() => {}));
  }
})();
