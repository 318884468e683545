/** What is in a case: its reports, what they name, and what their sources say. */
@NullMarked
package dev.demarc.casework.contents;

import org.jspecify.annotations.NullMarked;
