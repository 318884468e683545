/** The processes around Quarkus: checks before the start, the embedded PostgreSQL, its backup. */
@NullMarked
package dev.demarc.startup;

import org.jspecify.annotations.NullMarked;
