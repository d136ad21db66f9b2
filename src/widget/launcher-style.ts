/**
 * Styles inside the shadow root. Those of the host are important: only so do they stand above a page that styles every element.
 * What a page may set are the custom properties and the parts `button` and `panel`.
 */
export const LAUNCHER_STYLE = `
:host{all:initial!important;position:fixed!important;bottom:var(--wenbao-bottom,20px)!important;right:var(--wenbao-side,20px)!important;z-index:var(--wenbao-z-index,2147480000)!important;font:16px/1.4 var(--wenbao-font,system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif)!important;color-scheme:light dark!important}
:host([position=left]){right:auto!important;left:var(--wenbao-side,20px)!important}
:host([mode=inline]){position:relative!important;inset:auto!important;z-index:auto!important;display:block!important;width:var(--wenbao-width,100%)!important;height:var(--wenbao-height,640px)!important}
:host([hidden]){display:none!important}
*{box-sizing:border-box}
button{font:inherit;cursor:pointer;border:0}
button:focus-visible{outline:3px solid var(--wenbao-accent,#1c6470);outline-offset:2px}
.launch{min-width:52px;min-height:52px;padding:0 20px;border-radius:26px;background:var(--wenbao-accent,#1c6470);color:var(--wenbao-accent-ink,#fff);font-weight:600;white-space:nowrap;box-shadow:0 4px 18px rgb(0 0 0/22%)}
.panel{position:absolute;right:0;bottom:64px;display:flex;flex-direction:column;width:min(var(--wenbao-width,420px),calc(100vw - 40px));height:min(var(--wenbao-height,660px),calc(100vh - 110px));overflow:hidden;border:1px solid rgb(128 128 128/35%);border-radius:var(--wenbao-radius,16px);background:Canvas;color:CanvasText;box-shadow:0 10px 40px rgb(0 0 0/25%)}
:host([position=left]) .panel{right:auto;left:0}
:host([mode=inline]) .panel{position:absolute;inset:0;width:auto;height:auto;box-shadow:none}
.panel[hidden]{display:none}
.head{display:flex;align-items:center;justify-content:space-between;padding-left:16px;border-bottom:1px solid rgb(128 128 128/25%);font-weight:600}
.close{width:44px;height:44px;background:none;color:inherit}
iframe{flex:1;width:100%;min-height:0;border:0}
@media (max-width:480px){:host(:not([mode=inline])) .panel{position:fixed;inset:0;width:auto;height:auto;border:0;border-radius:0;padding-bottom:env(safe-area-inset-bottom)}}
@media (forced-colors:active){.launch,.panel{border:1px solid ButtonText}}
`;

/** Gives a shadow root its styles without an inline style in the page, so that a policy without unsafe-inline allows them. */
export function adoptStyle(root: ShadowRoot): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LAUNCHER_STYLE);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = document.createElement("style");
  style.textContent = LAUNCHER_STYLE;
  root.append(style);
}
