/** The audit log: what people and keys did to settings, people and sign-ins. */
@NullMarked
package dev.demarc.access.audit;

import org.jspecify.annotations.NullMarked;
