// Wagtail's date picker replaces what it cannot read by today when the field is left. What is typed
// stays; the server says what is wrong. The picker then has to be told to close: after the moment
// it takes to open, because a fast hand has left the field by then.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
jQuery(document).on("focusout", "input", ({ target }) => {
  const picker = jQuery(target).data("xdsoft_datetimepicker");
  const close = () => target === document.activeElement || picker.trigger("close.xdsoft");
  if (picker) setTimeout(close, 150);
});
