/** API keys: their scopes, networks and ends. */
@NullMarked
package dev.demarc.access.keys;

import org.jspecify.annotations.NullMarked;
