/** What all pages of the web console share: frame, words, form tokens, error pages. */
package dev.demarc.console;
