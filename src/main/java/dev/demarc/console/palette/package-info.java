/** The palette: goes to cases, people, queues and pages by a few letters. */
@NullMarked
package dev.demarc.console.palette;

import org.jspecify.annotations.NullMarked;
