/** A form by which strangers report, and the page that tells them what became of it. */
package dev.demarc.publicform;
