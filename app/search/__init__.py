"""Search: anything ever said to a client is found while the client waits on the phone (PRACTICE C2).

    asked = parse(box.text(), today, typing=True)          # asking: pure, never raises
    page = search(workspace, asked, stop=task_is_outrun)   # searching: sees everything that was saved
    page = search(workspace, asked, after=page.next)       # the next page
    complete(reader, box.text(), cursor)                   # completing: what could stand there
    save_search(tx, …), saved_searches(reader)             # saved
    catch_up(workspace, progress=…)                        # indexing: after each save, when idle; after an import

`find` and `count` of `finding` are the same on a reader that is there already; they see what is indexed.
"""
