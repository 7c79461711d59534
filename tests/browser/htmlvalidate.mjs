// Every rule that html-validate recommends, those of accessibility and of the standard included, but for what stands below.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y", "html-validate:standard"],
  rules: {
    // As HTML itself writes it today.
    "doctype-style": ["error", { style: "lowercase" }],
    // What differs stands first; the service and the office end each title, and take more letters in English.
    "long-title": ["error", { maxlength: 100 }],
    // Lines of the form to copy end in the space after which people go on writing.
    "no-trailing-whitespace": "off",
    // Everything comes from the site's own address, where a hash beside it would say nothing.
    "require-sri": ["error", { target: "crossorigin" }],
    // The style sheet keeps a number together; other dashes than "-" would be copied into the telephone.
    "tel-non-breaking": "off",
  },
};
