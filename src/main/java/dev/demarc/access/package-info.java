/**
 * People, roles and API keys: who is signed in, what each may see and do, and the audit log of it.
 */
@NullMarked
package dev.demarc.access;

import org.jspecify.annotations.NullMarked;
