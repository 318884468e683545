/** The palette: goes to cases, people, queues and pages by a few letters. */
package dev.demarc.console.palette;
