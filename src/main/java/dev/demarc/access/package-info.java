/**
 * People, roles and API keys: who is signed in, what each may see and do, and the audit log of it.
 */
package dev.demarc.access;
