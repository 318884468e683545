/** How a person wants the console, chosen where it shows. */
@NullMarked
package dev.demarc.console.preferences;

import org.jspecify.annotations.NullMarked;
