// Tells the styles that scripts run, before the first paint. Without it every page works as it is.
document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
