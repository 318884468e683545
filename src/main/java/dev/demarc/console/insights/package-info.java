/** The page for a lead: what burns, how long work takes, how right the engine is. */
@NullMarked
package dev.demarc.console.insights;

import org.jspecify.annotations.NullMarked;
